type Json = Record<string, unknown>;

/** A value that an overlay changed without giving its own words for it. */
export type UnquotedChange = { path: PropertyKey[] };

/** Whether a value read from JSON is an object, and no list. */
export const isJsonObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const idOf = (value: unknown): string | null =>
  isJsonObject(value) && typeof value["id"] === "string" ? value["id"] : null;
const allHaveIds = (list: unknown[]): boolean => list.length > 0 && list.every((each) => idOf(each) !== null);

/**
 * Names the base's paper in each of its leaves, so that a quote stays with the paper it is from; leaves that name one
 * keep it.
 */
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
 * Lays an overlay over a base: objects are merged, lists of objects with `id` are merged by it, all else is replaced
 * (an empty list clears). Where the overlay changes a leaf of the base it must bring its own quote: the base's words
 * do not carry another's numbers. Such changes without words are put in `unquoted`.
 */
export function mergeProfiles(
  base: unknown,
  over: unknown,
  unquoted: UnquotedChange[],
  path: PropertyKey[] = [],
  needsQuote = false,
): unknown {
  if (isJsonObject(base) && isJsonObject(over)) return mergeObjects(base, over, unquoted, path, needsQuote);
  if (Array.isArray(base) && Array.isArray(over) && allHaveIds(base) && allHaveIds(over))
    return mergeLists(base, over, unquoted, path, needsQuote);
  if (needsQuote && JSON.stringify(base) !== JSON.stringify(over)) unquoted.push({ path });
  return over;
}

function mergeObjects(
  base: Json,
  over: Json,
  unquoted: UnquotedChange[],
  path: PropertyKey[],
  needsQuote: boolean,
): Json {
  const hasOwnWords = typeof over["quote"] === "string";
  const isLeaf = typeof base["quote"] === "string";
  const merged: Json = { ...base };
  if (hasOwnWords) {
    // The base's paper is not the overlay's; a leaf with new words is the overlay's own unless it says otherwise.
    delete merged["documentNumber"];
    delete merged["basis"];
  }
  for (const [key, value] of Object.entries(over)) {
    const childNeedsQuote = isLeaf ? !hasOwnWords : needsQuote && !hasOwnWords;
    merged[key] = Object.hasOwn(base, key)
      ? mergeProfiles(base[key], value, unquoted, [...path, key], childNeedsQuote)
      : value;
  }
  return merged;
}

function mergeLists(
  base: unknown[],
  over: unknown[],
  unquoted: UnquotedChange[],
  path: PropertyKey[],
  needsQuote: boolean,
): unknown[] {
  const overlays = new Map(over.map((each) => [idOf(each), each]));
  const kept = base.map((each, i) => {
    const id = idOf(each);
    return overlays.has(id) ? mergeProfiles(each, overlays.get(id), unquoted, [...path, i], needsQuote) : each;
  });
  const known = new Set(base.map(idOf));
  const added = over.filter((each) => !known.has(idOf(each)));
  added.forEach((each, i) => {
    if (needsQuote && isJsonObject(each) && typeof each["quote"] !== "string")
      unquoted.push({ path: [...path, kept.length + i] });
  });
  return [...kept, ...added];
}
