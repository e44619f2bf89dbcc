type Json = Record<string, unknown>;

/** A value that an overlay changed without a quote of its own. */
export type UnquotedChange = { path: PropertyKey[] };

/** Where in the profile a value lies, and whether a change of it must bring its own quote. */
type Place = { path: PropertyKey[]; needsQuote: boolean };
const ROOT: Place = { path: [], needsQuote: false };

/** Whether a JSON value is an object and not a list. */
export const isJsonObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const idOf = (value: unknown): string | null =>
  isJsonObject(value) && typeof value["id"] === "string" ? value["id"] : null;
const allHaveIds = (list: unknown[]): boolean => list.length > 0 && list.every((each) => idOf(each) !== null);

/** Adds the base's document number to each of its leaves, so that a quote keeps its source; existing numbers stay. */
export function stampLeaves(node: unknown, documentNumber: string): unknown {
  if (Array.isArray(node)) return node.map((each) => stampLeaves(each, documentNumber));
  if (!isJsonObject(node)) return node;
  const stamped = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, stampLeaves(value, documentNumber)]),
  );
  return typeof node["quote"] === "string" && stamped["documentNumber"] === undefined
    ? { ...stamped, documentNumber }
    : stamped;
}

/**
 * Merges an overlay into a base. Objects are merged by key and lists of objects by `id`; all else is replaced, and an
 * empty list clears. A changed leaf needs its own quote, because the base's words do not support another's numbers.
 * Changes without a quote are added to `unquoted`.
 */
export function mergeProfiles(base: unknown, over: unknown, unquoted: UnquotedChange[], at: Place = ROOT): unknown {
  if (isJsonObject(base) && isJsonObject(over)) return mergeObjects(base, over, unquoted, at);
  if (Array.isArray(base) && Array.isArray(over) && allHaveIds(base) && allHaveIds(over))
    return mergeLists(base, over, unquoted, at);
  if (at.needsQuote && JSON.stringify(base) !== JSON.stringify(over)) unquoted.push({ path: at.path });
  return over;
}

function mergeObjects(base: Json, over: Json, unquoted: UnquotedChange[], { path, needsQuote }: Place): Json {
  const hasOwnWords = typeof over["quote"] === "string";
  const isLeaf = typeof base["quote"] === "string";
  const merged: Json = { ...base };
  if (hasOwnWords) {
    // The base's document is not the overlay's; a leaf with a new quote is the overlay's own unless it says
    // otherwise.
    delete merged["documentNumber"];
    delete merged["basis"];
  }
  for (const [key, value] of Object.entries(over)) {
    const childNeedsQuote = isLeaf ? !hasOwnWords : needsQuote && !hasOwnWords;
    merged[key] = Object.hasOwn(base, key)
      ? mergeProfiles(base[key], value, unquoted, { path: [...path, key], needsQuote: childNeedsQuote })
      : value;
  }
  return merged;
}

function mergeLists(
  base: unknown[],
  over: unknown[],
  unquoted: UnquotedChange[],
  { path, needsQuote }: Place,
): unknown[] {
  const overlays = new Map(over.map((each) => [idOf(each), each]));
  const kept = base.map((each, i) => {
    const id = idOf(each);
    return overlays.has(id)
      ? mergeProfiles(each, overlays.get(id), unquoted, { path: [...path, i], needsQuote })
      : each;
  });
  const known = new Set(base.map(idOf));
  const added = over.filter((each) => !known.has(idOf(each)));
  added.forEach((each, i) => {
    if (needsQuote && isJsonObject(each) && typeof each["quote"] !== "string")
      unquoted.push({ path: [...path, kept.length + i] });
  });
  return [...kept, ...added];
}
