import { expect, test } from "vitest";
import type { Cell } from "#station/lib/spreadsheet-cell.ts";
import { csvChunks } from "#station/lib/csv.ts";

const csv = (rows: Cell[][]): string => Buffer.concat([...csvChunks(rows)]).toString("utf8");

test("the file begins with a byte order mark and every line ends with CRLF", () => {
  const bytes = Buffer.concat([...csvChunks([["编号"], [1]])]);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.toString("utf8")).toBe("\uFEFF编号\r\n1\r\n");
});

test("commas, quotes, line breaks and outer spaces are quoted", () => {
  expect(csv([["a,b", 'say "x"', "two\nlines", " x ", null, ""]])).toBe(
    '\uFEFF"a,b","say ""x""","two\nlines"," x ",,\r\n',
  );
});

test.each([
  ["=cmd()|'/C calc'!A0", "'=cmd()|'/C calc'!A0"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@x", "'@x"],
  ["\t=1", '"\'\t=1"'],
  ["\r=1", '"\'\r=1"'],
  ["＝1", "'＝1"],
  ["＋1", "'＋1"],
  ["－1", "'－1"],
  ["＠1", "'＠1"],
  [" =1", "' =1"],
  ["\uFEFF=1", "'\uFEFF=1"],
])("%j cannot run as a formula", (text, written) => {
  expect(csv([[text]])).toBe(`\uFEFF${written}\r\n`);
});

test.each(
  ["12-1", "1-2-3", "2026/1/5", "12.1.3", "1月2日", "2026年1月5日", "3:04", "Mar-5", "5 Mar", "00123", "0715"].concat([
    "1234567890123456789",
    "138000000001",
    "1e5",
    "1.50",
    "1,234",
    "12%",
    "(5)",
    "¥5",
    "1 1/2",
    "TRUE",
    "false",
    "１２－１",
    " TRUE ",
    "00\u200B123",
  ]),
)("%j stays the text that it is", (text) => {
  expect(csv([[text]]).replace(/"/g, "")).toBe(`\uFEFF'${text}\r\n`);
});

test("a negative number is a number, and ordinary text has no apostrophe", () => {
  expect(csv([[-5, "城东路1-2号", "a=b", "2026-11-21", "12", "3.5", "12-1号", "5栋"]])).toBe(
    "\uFEFF-5,城东路1-2号,a=b,2026-11-21,12,3.5,12-1号,5栋\r\n",
  );
});

test("control characters are seen as U+FFFD", () => {
  expect(csv([["a\u0000b\u0007"]])).toBe("\uFEFFa\uFFFDb\uFFFD\r\n");
});

test("many rows come in pieces that join to the whole", () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => [`第${index}行`, index]);
  const pieces = [...csvChunks(rows)];
  expect(pieces.length).toBeGreaterThan(1);
  expect(Buffer.concat(pieces).toString("utf8").trimEnd().split("\r\n")).toHaveLength(10_000);
});
