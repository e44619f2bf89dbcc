import { useEffect, useRef, type RefObject } from "react";

/** Moves the focus to a screen's title when the screen opens, so that a screen reader begins there and no key acts on the screen before. */
export function useScreenTitle(): RefObject<HTMLHeadingElement | null> {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return title;
}
