function sorted(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(sorted);
  const given = value as Record<string, unknown>;
  const ordered: Record<string, unknown> = {};
  for (const key of Object.keys(given).sort()) {
    // Set as its own: a key `__proto__` would otherwise be no key.
    if (key === "__proto__") Object.defineProperty(ordered, key, { value: sorted(given[key]), enumerable: true });
    else if (given[key] !== undefined) ordered[key] = sorted(given[key]);
  }
  return ordered;
}

/** JSON with its keys in order, so that equal records give equal text. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value));
