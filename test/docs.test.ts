import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMAND_NAMES, rightWords } from "#shared/contract/command-rights.ts";
import { PROJECT, filesIn, readProjectFile } from "#test/helpers/project-files.ts";

const MAX_README_LINES = 150;
const MAX_README_WORDS = 1_200;
const LAST_ROW = 112;

const pages = ["README.md", "CHANGELOG.md", ...filesIn("docs").filter((path) => path.endsWith(".md"))];
const sources = filesIn("renderer", "shared", "electron", "templates").filter((path) => /\.tsx?$/.test(path));

/** The heading's anchor as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-");

const anchorsIn = (path: string): string[] =>
  [...readProjectFile(path).matchAll(/^#{1,6} (.+)$/gm)].map((match) => anchorOf(match[1] ?? ""));

function brokenLinks(path: string): string[] {
  return [...readProjectFile(path).matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? "")
    .filter((target) => !/^https?:/.test(target))
    .filter((target) => {
      const [file = "", anchor] = target.split("#");
      const wanted = file === "" ? path : join(dirname(path), file);
      if (!existsSync(join(PROJECT, wanted))) return true;
      return anchor !== undefined && !anchorsIn(wanted).includes(decodeURIComponent(anchor));
    });
}

describe("the documents", () => {
  it.each(pages)("lead nowhere that is not there: %s", (path) => {
    expect(brokenLinks(path)).toEqual([]);
  });

  it.each(pages)("name no file or folder that is not there: %s", (path) => {
    const named = [
      ...readProjectFile(path).matchAll(
        /`((?:electron|renderer|shared|central|templates|resources|test|docs)\/[\w./-]*)`/g,
      ),
    ];
    expect(named.map((match) => match[1] ?? "").filter((file) => !existsSync(join(PROJECT, file)))).toEqual([]);
  });

  it("keep the README short enough to be read", () => {
    const readme = readProjectFile("README.md");
    expect(readme.split("\n").length - 1).toBeLessThanOrEqual(MAX_README_LINES);
    expect(readme.split(/\s+/).filter((word) => word !== "").length).toBeLessThanOrEqual(MAX_README_WORDS);
  });

  it("list every numbered row once, with a state and tests that exist", () => {
    const rows = [...readProjectFile("docs/features.md").matchAll(/^\| (\d+) \|(.+)\|$/gm)].map((match) => ({
      number: Number(match[1]),
      cells: (match[2] ?? "").split(" | ").map((cell) => cell.trim()),
    }));
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: LAST_ROW }, (_, i) => i + 1));
    expect(rows.filter(({ cells }) => !["done", "partly", "not yet"].includes(cells[1] ?? ""))).toEqual([]);
    const tests = filesIn("test").map((path) => /([^/]+)\.test\.tsx?$/.exec(path)?.[1]);
    const cited = rows.flatMap(({ cells }) => (cells.at(-1) ?? "").replace(" …", "").split(", "));
    expect(cited.filter((name) => name !== "–" && !tests.includes(name))).toEqual([]);
  });

  it.each(["docs/clerk-manual.zh.md", "docs/supervisor-manual.zh.md", "docs/kiosk.zh.md", "docs/administrator.md"])(
    "quote only words that the program shows: %s",
    (path) => {
      const program = sources.map(readProjectFile).join("\n");
      const quoted = [...readProjectFile(path).matchAll(/「([^」]+)」/g)].map((match) => match[1] ?? "");
      expect(quoted.filter((words) => words !== "" && !program.includes(words))).toEqual([]);
    },
  );

  it("name only commands and options that there are", () => {
    const guide = readProjectFile("docs/administrator.md");
    const program = filesIn("electron", "central")
      .filter((path) => /\.(ts|mjs)$/.test(path))
      .map(readProjectFile)
      .join("\n");
    const options = [...guide.matchAll(/(?<=[\s`])--([a-z][a-z-]+)/g)].map((match) => match[1] ?? "");
    const ofNpm = ["silent"];
    const isKnown = (name: string): boolean => program.includes(`--${name}`) || program.includes(`"${name}"`);
    expect([...new Set(options)].filter((name) => !ofNpm.includes(name) && !isKnown(name))).toEqual([]);
    const commands = readProjectFile("electron/cli/commands.ts");
    const named = [...guide.matchAll(/`hall ([a-z-]+)/g)].map((match) => match[1] ?? "");
    expect(
      [...new Set(named)].filter((name) => name !== "help" && !new RegExp(`\\b${name}\\b`).test(commands)),
    ).toEqual([]);
  });

  it("say who may use each command as the program decides it, in both languages", () => {
    const lines = new Set(readProjectFile("docs/administrator.md").split("\n"));
    const rows = COMMAND_NAMES.flatMap((name) => {
      const { who, accounts } = rightWords(name);
      return (["zh", "en"] as const).map(
        (language) => `| \`hall ${name}\` | ${who[language]} | ${accounts[language]} |`,
      );
    });
    expect(rows.filter((row) => !lines.has(row))).toEqual([]);
  });

  it("show every picture that is taken, and take every picture that is shown", () => {
    const shown = pages.flatMap((path) =>
      [...readProjectFile(path).matchAll(/\((?:docs\/)?pictures\/([\w-]+\.png)\)/g)].map((match) => match[1]),
    );
    expect([...new Set(shown)].toSorted()).toEqual(readdirSync(join(PROJECT, "docs", "pictures")).toSorted());
  });
});
