import * as fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson } from "#station/lib/canonical-json.ts";

/** The rule in its plainest words: every object rebuilt from its entries in the order of their keys. */
const plainly = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plainly);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, plainly(each)]));
};

it("gives one text for equal records, whatever the order and the names of their keys", () => {
  expect(canonicalJson({ b: 1, a: [{ d: undefined, c: null }] })).toBe('{"a":[{"c":null}],"b":1}');
  expect(canonicalJson(JSON.parse('{"z":1,"__proto__":{"b":1,"a":2}}'))).toBe('{"__proto__":{"a":2,"b":1},"z":1}');
  fc.assert(
    fc.property(fc.jsonValue(), (value) => void expect(canonicalJson(value)).toBe(JSON.stringify(plainly(value)))),
  );
  fc.assert(
    fc.property(
      fc.dictionary(fc.oneof(fc.string(), fc.nat().map(String)), fc.option(fc.nat(), { nil: undefined })),
      (value) => void expect(canonicalJson(value)).toBe(JSON.stringify(plainly(value))),
    ),
  );
});
