type Json = unknown;

/** Replaces a value until it is text: nesting too deep to be written down by recursion. */
const DEEP = "@@too-deep@@";
const TOO_DEEP = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
/** What a broken or hostile far end may put in the place of any value. */
const NASTY: readonly Json[] = [
  null,
  true,
  0,
  -1,
  0.5,
  2 ** 53,
  1e308,
  "",
  "\u0000",
  "\ud800",
  "\u202e<b>'; drop table x; --",
  "x".repeat(60_000),
  "9".repeat(400),
  [],
  {},
  [[]],
  { "": "" },
  DEEP,
];

/** An answer as text, named for what is wrong with it. */
export type Mutation = { name: string; body: string };

const asText = (value: Json): string => (JSON.stringify(value) ?? "").replaceAll(`"${DEEP}"`, TOO_DEEP);

function pathsIn(value: Json, at: readonly string[] = []): string[][] {
  const inner =
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([name, one]) => pathsIn(one, [...at, name]))
      : [];
  return [[...at], ...inner];
}

function changed(
  value: Json,
  path: readonly string[],
  change: (holder: Record<string, Json>, name: string) => void,
): string {
  const copy: Record<string, Json> = { root: structuredClone(value) };
  const names = ["root", ...path];
  let holder = copy;
  for (const name of names.slice(0, -1)) holder = holder[name] as Record<string, Json>;
  change(holder, names.at(-1) ?? "");
  return asText(copy["root"]);
}

/**
 * Every answer that differs from a sound one in one place: each value omitted or replaced by each of the bad ones.
 * Also one with an extra field.
 */
export function mutationsOf(sound: Json): Mutation[] {
  return [
    ...pathsIn(sound).flatMap((path) => [
      ...NASTY.map((nasty) => ({
        name: `${path.join(".") || "the whole"} = ${asText(nasty).slice(0, 30)}`,
        body: changed(sound, path, (holder, name) => (holder[name] = nasty)),
      })),
      ...(path.length === 0
        ? []
        : [{ name: `${path.join(".")} left out`, body: changed(sound, path, (holder, name) => delete holder[name]) }]),
    ]),
    { name: "a field too many", body: asText({ ...(sound as object), extra: "x" }) },
  ];
}
