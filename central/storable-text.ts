const MAX_DEPTH = 8;

/** Says where a parsed body holds text that no store keeps as it is - U+0000, or half a surrogate pair - or nesting too deep to be a request; null where it is sound. */
export function findUnstorable(value: unknown, path = "", depth = 0): string | null {
  if (depth > MAX_DEPTH) return path;
  if (typeof value === "string") return value.includes("\0") || !value.isWellFormed() ? path : null;
  if (typeof value !== "object" || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = findUnstorable(inner, path === "" ? name : `${path}.${name}`, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
