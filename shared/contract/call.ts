import type { z } from "zod";
import type { Role } from "./roles.ts";

declare const output: unique symbol;

/** One thing the renderer may ask of the host: who may ask, what goes in, what comes out. */
export type Call<Input extends z.ZodType, Output> = {
  roles: readonly Role[];
  input: Input;
  readonly [output]?: Output;
};

/** Declares a call: `call<Output>()(roles, input)`. */
export const call =
  <Output>() =>
  <Input extends z.ZodType>(roles: readonly Role[], input: Input): Call<Input, Output> => ({ roles, input });

/** What a caller passes. */
export type CallInput<C> = C extends Call<infer Input, unknown> ? z.input<Input> : never;
/** What a handler receives, checked. */
export type HandlerInput<C> = C extends Call<infer Input, unknown> ? z.output<Input> : never;
/** What a call answers. */
export type CallOutput<C> = C extends Call<z.ZodType, infer Output> ? Output : never;
