import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGE_POLICY, answerPage } from "#station/app/page-files.ts";
import { readProjectFile } from "#test/helpers/project-files.ts";

let dir = "";
const pageDir = (): string => join(dir, "page");

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "page-answer-"));
  mkdirSync(join(pageDir(), "assets"), { recursive: true });
  writeFileSync(join(pageDir(), "index.html"), "<p>窗口</p>");
  writeFileSync(join(pageDir(), "assets", "main.js"), "1;");
  writeFileSync(join(dir, "secret.json"), "{}");
});
afterAll(() => rmSync(dir, { recursive: true }));

describe("the app protocol", () => {
  it("serves the page with its policy", async () => {
    const answer = answerPage(pageDir(), "GET", "app://counter/index.html");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self';");
    expect(await answer.text()).toBe("<p>窗口</p>");
  });

  it("says in each answer what the page says of itself, and that nothing may frame it", () => {
    const own = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(readProjectFile("renderer/index.html"));
    expect(own?.[1]).toBe(PAGE_POLICY);
    const sent = answerPage(pageDir(), "GET", "app://counter/index.html").headers.get("content-security-policy");
    expect(sent).toBe(`${PAGE_POLICY}; frame-ancestors 'none'`);
    expect(PAGE_POLICY).toContain("frame-src 'none'; object-src 'none'");
  });

  it("serves the page at the root, and a script as a script", () => {
    expect(answerPage(pageDir(), "GET", "app://counter/").status).toBe(200);
    expect(answerPage(pageDir(), "GET", "app://counter/assets/main.js").headers.get("content-type")).toContain(
      "text/javascript",
    );
  });

  it.each([
    "app://counter/../secret.json",
    "app://counter/..%2fsecret.json",
    "app://counter/%2e%2e/secret.json",
    "app://counter/assets/..%2f..%2fsecret.json",
    "app://counter/..%5csecret.json",
    "app://counter/index.html%00.json",
    "app://counter/%E0%A4%A",
  ])("gives nothing outside the page's folder: %s", (address) => {
    expect(answerPage(pageDir(), "GET", address).status).toBe(404);
  });

  it("refuses another host and another method", () => {
    expect(answerPage(pageDir(), "GET", "app://other/index.html").status).toBe(403);
    expect(answerPage(pageDir(), "POST", "app://counter/index.html").status).toBe(403);
  });
});
