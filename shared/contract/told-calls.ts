import { z } from "zod";
import { call } from "./call.ts";
import { STAFF } from "./roles.ts";

/** Calls about what the centre told. */
export const toldCalls = {
  /** Says that a person has seen it; false where somebody had before. */
  "told.acknowledge": call<{ acknowledged: boolean }>()(STAFF, z.strictObject({ id: z.uuid() })),
} as const;
