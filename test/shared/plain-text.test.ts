import { expect, it } from "vitest";
import { Act } from "#shared/case/act.ts";
import { DuplicateDecision } from "#shared/case/duplicate.ts";

it("keeps control characters, marks of direction and half characters out of acts and reasons, and lets everything else through", () => {
  for (const bad of ["a\u0000b", "a\u0007b", "a\u202Eb", "a\uD800b"]) {
    expect(Act.safeParse({ kind: "application.refused", reason: bad }).error?.issues[0]).toMatchObject({
      path: ["reason"],
      message: expect.stringMatching(/^含有.+ \/ holds/),
    });
    expect(
      Act.safeParse({ kind: "supplement.requested", items: [bad], reasonForAnother: null }).error?.issues[0]?.path,
    ).toEqual(["items", 0]);
    expect(DuplicateDecision.safeParse({ reason: "other", note: bad }).success).toBe(false);
  }
  for (const good of ["=cmd()", "<script>", "第一行\n第二行", "𠮷", "e\u0301", "👨‍👩‍👧"])
    expect(Act.safeParse({ kind: "application.refused", reason: good }).success).toBe(true);
});

it("takes a text that shows nothing for none", () => {
  for (const unseen of ["\u200B", "\u3164 \u2060", "\u2800"])
    expect(Act.safeParse({ kind: "application.refused", reason: unseen }).success).toBe(false);
  expect(Act.parse({ kind: "application.refused", reason: "材料\u200B不符" })).toMatchObject({
    reason: "材料\u200B不符",
  });
});
