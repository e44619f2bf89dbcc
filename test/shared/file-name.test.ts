import { describe, expect, it } from "vitest";
import { safeFileName } from "#shared/lib/file-name.ts";

describe("the name a file is given out with", () => {
  it.each([
    ["../../etc/passwd", "passwd.pdf"],
    ["C:\\桌面\\营业执照.PDF", "营业执照.pdf"],
    ["报告\u202Egpj.exe", "报告gpj.pdf"],
    ["a\u0000b\nc<d>|e?.png", "abcde.pdf"],
    ["营业\u0085执\u009b31m照\ud840.png", "营业执31m照.pdf"],
    ["𠮷记.png", "𠮷记.pdf"],
    ["..", "file.pdf"],
    ["   .  ", "file.pdf"],
    ["示例 v1.2 终稿", "示例 v1.2 终稿.pdf"],
    [`${"长".repeat(300)}.jpg`, `${"长".repeat(100)}.pdf`],
  ])("is fit for every file system and says what the file is: %j", (given, expected) => {
    expect(safeFileName(given, "pdf")).toBe(expected);
  });
});
