import { version } from "uuid";
import { expect, it } from "vitest";
import { idMaker } from "#station/lib/ids.ts";

it("makes ids that are all different and grow, also within one millisecond and over several pools of chance", () => {
  const newId = idMaker();
  const ids = Array.from({ length: 5_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids.every((id) => version(id) === 7)).toBe(true);
  const [one, other] = [idMaker()(), idMaker()()];
  expect(one.slice(-12)).not.toBe(other.slice(-12));
});
