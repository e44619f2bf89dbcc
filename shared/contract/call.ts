import { z } from "zod";
import type { Problem } from "#shared/lib/problem.ts";

/** Who may ask: `none` is a host nobody has signed in to; `applicant` is the window turned to the applicant, which only takes part in the joint check. */
export const Role = z.enum(["none", "clerk", "supervisor", "kiosk", "applicant"]);
export type Role = z.infer<typeof Role>;

/** Every page that somebody works at; the applicant's window is none. */
export const EVERYONE: Role[] = ["none", "clerk", "supervisor", "kiosk"];
/** Who works at a counter or supervises it. */
export const STAFF: Role[] = ["clerk", "supervisor"];
/** Whoever takes an application in, the kiosk with its visitor included. */
export const INTAKE: Role[] = ["clerk", "supervisor", "kiosk"];
/** The window turned to the applicant, alone. */
export const APPLICANT: Role[] = ["applicant"];

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

/** How a call comes back over any host. */
export type Answer = { ok: true; value: unknown } | { ok: false; problem: Problem };
