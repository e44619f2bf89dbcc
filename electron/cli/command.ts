import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput } from "#shared/lib/problem.ts";

/** What a command is given: its operands, its options, and the hall's folder. */
export type CommandInput = { operands: string[]; options: Partial<Record<string, string | boolean>>; dataDir: string };

/** What a command does; `run` gives the exit code and throws problems. */
export type CommandBody = { run: (input: CommandInput) => number | Promise<number> };
/** One command of `hall` with how it is called; `operands` is how many, or the fewest and the most. */
export type Command = CommandBody & { usage: string; operands: number | readonly [number, number] };

/** The text of an option that the command cannot do without. */
export function needed(input: CommandInput, option: string): string {
  const value = input.options[option];
  if (typeof value === "string" && value !== "") return value;
  throw badInput([{ path: `--${option}`, message: bilingual("缺少这个选项", "this option is needed") }]);
}

/** The text of an option, or null. */
export function optional(input: CommandInput, option: string): string | null {
  const value = input.options[option];
  return typeof value === "string" ? value : null;
}
