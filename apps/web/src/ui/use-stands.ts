import { type RefObject, useEffect, useRef } from "react";

/** Whether the component still stands when an answer comes: whoever closed it meanwhile is led nowhere by it. */
export function useStands(): RefObject<boolean> {
  const stands = useRef(false);
  useEffect(() => {
    stands.current = true;
    return () => {
      stands.current = false;
    };
  }, []);
  return stands;
}
