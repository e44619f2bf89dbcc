import { z } from "zod";
import { call, EVERYONE } from "./call.ts";

/** Where in the page's own files: a function and its place, never a person's text. */
const Frame = z.string().regex(/^[\w.$<>]{0,80} [\w.-]{1,80}:\d{1,7}:\d{1,7}$/);

/** A fault of the page's program: its kind and place; of its message, only a known sentence of the engine is logged. */
export const PageFault = z.strictObject({
  kind: z.enum(["part", "script", "promise"]),
  name: z.string().max(60),
  message: z.string().max(500),
  frames: z.array(Frame).max(8),
});
export type PageFault = z.infer<typeof PageFault>;

/** The call by which a page tells the log of its own faults. The applicant's window keeps to its three calls. */
export const faultCalls = { "fault.report": call<null>()(EVERYONE, PageFault) } as const;
/** {@link faultCalls} as a type. */
export type FaultCalls = typeof faultCalls;
