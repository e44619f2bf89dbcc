import { z } from "zod";
import type { Problem } from "#shared/lib/problem.ts";

/** Who makes a call: nobody yet, staff, a kiosk's visitor, or the applicant at the window turned to them. */
export const Role = z.enum(["none", "clerk", "supervisor", "kiosk", "applicant"]);
export type Role = z.infer<typeof Role>;

/** Every page that somebody works at; the applicant's window is not one of them. */
export const EVERYONE = ["none", "clerk", "supervisor", "kiosk"] as const satisfies readonly Role[];
/** People who work at a counter or supervise it. */
export const STAFF = ["clerk", "supervisor"] as const satisfies readonly Role[];
/** Pages at which an application is accepted, the kiosk included. */
export const INTAKE = ["clerk", "supervisor", "kiosk"] as const satisfies readonly Role[];
/** The window turned to the applicant, alone; it only takes part in the joint check. */
export const APPLICANT = ["applicant"] as const satisfies readonly Role[];

declare const output: unique symbol;

/** One thing that a page can ask of the host: who may ask, what goes in, what comes out. */
export type Call<
  Input extends z.ZodType = z.ZodType,
  Output = unknown,
  Roles extends readonly Role[] = readonly Role[],
> = {
  roles: Roles;
  input: Input;
  readonly [output]?: Output;
};

/** Declares a call: `call<Output>()(roles, input)`. */
export const call =
  <Output>() =>
  <Input extends z.ZodType, const Roles extends readonly Role[]>(
    roles: Roles,
    input: Input,
  ): Call<Input, Output, Roles> => ({ roles, input });

/** Whether a role may make a call. */
export const isOpenTo = ({ roles }: Pick<Call, "roles">, role: Role): boolean => roles.includes(role);

/** What a caller passes. */
export type CallInput<C> = C extends Call<infer Input> ? z.input<Input> : never;
/** What a handler receives, parsed. */
export type HandlerInput<C> = C extends Call<infer Input> ? z.output<Input> : never;
/** What a call answers. */
export type CallOutput<C> = C extends Call<z.ZodType, infer Output> ? Output : never;
/** The roles that may make a call. */
export type CallRole<C> = C extends Call<z.ZodType, unknown, infer Roles> ? Roles[number] : never;

/** How a call comes back over any host. */
export type Answer = { ok: true; value: unknown } | { ok: false; problem: Problem };
