import { expect, it } from "vitest";
import { z } from "zod";
import { zodProblems } from "#shared/lib/zod-problems.ts";

const Input = z.strictObject({
  why: z.string().min(1).max(3),
  code: z.string().min(4),
  items: z.array(z.int()).max(1),
  count: z.int().min(2),
  id: z.uuid(),
});

it("says of texts, lists and numbers what is wrong in words of their own, and no English in the Chinese", () => {
  const wordsOf = (input: object) =>
    zodProblems(Input.safeParse(input).error?.issues ?? []).map(
      ({ path, message }) => `${path} ${message.zh} / ${message.en}`,
    );
  expect(wordsOf({ why: "", code: "a", items: [1, 2], count: 1, id: "x" })).toEqual([
    "why 不能为空 / must not be blank",
    "code 过短，至少 4 个字 / is too short: at least 4 characters",
    "items 最多 1 项 / at most 1 item",
    "count 低于下限 2 / less than the minimum of 2",
    "id 格式不符 / not of the expected form (Invalid UUID)",
  ]);
  expect(
    wordsOf({ why: "四个字的", code: "abcd", items: [], count: 2, id: "01a1fd23-bf4e-7009-b0de-06ad1244332f" }),
  ).toEqual(["why 过长，最多 3 个字 / is too long: at most 3 characters"]);
});
