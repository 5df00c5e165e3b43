/** Whether someone looks at this page: it is in front and has the focus. */
export function isAttentive(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

/** Tells when someone looks again. */
export function onAttention(listener: () => void): () => void {
  function look() {
    if (isAttentive()) listener();
  }
  window.addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);
  return () => {
    window.removeEventListener("focus", look);
    document.removeEventListener("visibilitychange", look);
  };
}
