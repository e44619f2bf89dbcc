import type { Rng } from "#test/helpers/rng.ts";

/** Texts that have broken servers: control characters, half characters, SQL, paths, prototypes, numbers that are none. */
export const NASTY_TEXTS: readonly string[] = [
  "",
  "\0",
  "\ud800",
  "a\udfff",
  "𠮷",
  "'; drop table entries; --",
  "' or 1=1 --",
  "$1",
  "%00",
  "%zz",
  "../../etc/passwd",
  "__proto__",
  "constructor",
  "=cmd()",
  "<script>",
  "\u202e",
  "1e999",
  "-1",
  "NaN",
  "9".repeat(400),
  " ".repeat(5_000),
  "\r\nX-Injected: 1",
  '{"$ne":null}',
  "x".repeat(70_000),
];

const deep = (levels: number): unknown => JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`);
const NASTY_VALUES: readonly unknown[] = [
  ...NASTY_TEXTS,
  null,
  true,
  0,
  -1,
  0.5,
  2 ** 31,
  2 ** 53,
  1e308,
  -1e308,
  [],
  {},
  [[]],
  { "": "" },
  deep(9),
  deep(500),
  Array.from({ length: 2_000 }, () => "x"),
];

function slotsIn(
  value: unknown,
  slots: { holder: Record<string, unknown>; name: string }[] = [],
): { holder: Record<string, unknown>; name: string }[] {
  if (typeof value !== "object" || value === null) return slots;
  const holder = value as Record<string, unknown>;
  for (const name of Object.keys(holder)) {
    slots.push({ holder, name });
    slotsIn(holder[name], slots);
  }
  return slots;
}

/** A value with something in it replaced, left out, doubled or added; the value itself is left alone. */
export function spoilt(value: unknown, roll: Rng): unknown {
  const copy: Record<string, unknown> = { root: structuredClone(value) };
  const { holder, name } = roll.pick(slotsIn(copy));
  const act = roll.below(8);
  if (act === 0) delete holder[name];
  else if (act === 1)
    holder[roll.pick(["__proto__", "extra", "constructor", "toString", "\0"])] = roll.pick(NASTY_VALUES);
  else if (act === 2) holder[name] = [holder[name], holder[name]];
  else holder[name] = roll.pick(NASTY_VALUES);
  return copy["root"];
}
