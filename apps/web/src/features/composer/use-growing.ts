import { type RefObject, useEffect, useLayoutEffect } from "react";

const growsByItself = typeof CSS !== "undefined" && CSS.supports("field-sizing", "content");

/** Makes a text box as tall as its text, where the style sheet alone cannot. */
export function useGrowing(box: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height.
  useLayoutEffect(() => {
    const element = box.current;
    if (growsByItself || !element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [box, text]);
}

/** Puts the caret at the end of a text box when it appears. */
export function useFocusAtEnd(box: RefObject<HTMLTextAreaElement | null>, wanted: boolean): void {
  useEffect(() => {
    const element = box.current;
    if (!wanted || !element) return;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }, [box, wanted]);
}
