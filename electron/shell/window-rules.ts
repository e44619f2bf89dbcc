import { STAFF, type Role } from "#shared/contract/call.ts";

/** A display as Electron describes it, as far as it matters here. */
export type Display = { id: number; bounds: { x: number; y: number; width: number; height: number } };

/**
 * The display that the applicant's window fills: one without the counter's window. Null where there is only one
 * display; the window then opens as a plain one.
 */
export const applicantBounds = (displays: readonly Display[], counterDisplayId: number): Display["bounds"] | null =>
  displays.find((display) => display.id !== counterDisplayId)?.bounds ?? null;

const WANTED = { width: 1366, height: 768 } as const;
const SMALLEST = { width: 1024, height: 600 } as const;

/**
 * Where the counter's window opens: in the middle of what the system's own bars leave of the display, as large as it
 * wants to be. A display that leaves less is filled; so is an ordinary one at 125 %.
 */
export function counterPlace({ x, y, width, height }: Display["bounds"]) {
  const own = { width: Math.min(width, WANTED.width), height: Math.min(height, WANTED.height) };
  return {
    ...own,
    x: x + Math.floor((width - own.width) / 2),
    y: y + Math.floor((height - own.height) / 2),
    minWidth: Math.min(width, SMALLEST.width),
    minHeight: Math.min(height, SMALLEST.height),
    isTight: width <= WANTED.width || height <= WANTED.height,
  };
}

/** Whether a page of this role may save a file: nobody gets at the machine's files from a kiosk or the applicant's side. */
export const maySaveAs = (role: Role | null): boolean => STAFF.some((one) => one === role);
