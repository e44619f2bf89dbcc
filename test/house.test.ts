import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PROJECT, filesIn, grep, readProjectFile } from "./helpers/project-files.ts";

const isCode = (path: string): boolean => /\.(ts|tsx|mjs|cjs|css|html)$/.test(path);
const source = filesIn("shared", "templates", "electron", "renderer", "central").filter(isCode);
const tests = filesIn("test").filter((path) => /\.(ts|tsx|mjs)$/.test(path));

const TOP_LEVEL = [
  "electron",
  "renderer",
  "shared",
  "templates",
  "resources",
  "central",
  "test",
  "package.json",
  "package-lock.json",
  "electron-builder.yml",
  "README.md",
  "CHANGELOG.md",
  "docs",
];
const MADE_BY_TOOLS = ["node_modules", "dist", "out"];
const isConfig = (name: string): boolean =>
  name.startsWith(".") || /^tsconfig.*\.json$/.test(name) || name.endsWith(".config.ts");

const LOCALITIES = /咸宁|随州|内乡|霍邱|湖南|湖北|河南|安徽|南阳|六安|xianning|suizhou|neixiang|huoqiu|hunan\b/i;
/** The beginning of an SQL statement in a string. */
const SQL_TEXT = new RegExp(
  [
    String.raw`["'\x60]\s*(SELECT\s.+\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s`,
    String.raw`DELETE\s+FROM\s|CREATE\s+(UNIQUE\s+)?(TABLE|INDEX)\s)`,
  ].join("|"),
);
/** The files that may import `electron`; whatever they decide lives in files beside them that a test can reach. */
const ELECTRON_FILES = [
  "electron/shell/applicant-window.ts",
  "electron/shell/ipc.ts",
  "electron/shell/main.ts",
  "electron/shell/platform.ts",
  "electron/shell/preload.ts",
  "electron/shell/windows.ts",
];

describe("the house", () => {
  it("keeps its top level to the rooms, the README and its docs, the packaging file and config files", () => {
    const strangers = readdirSync(PROJECT).filter(
      (name) => !TOP_LEVEL.includes(name) && !MADE_BY_TOOLS.includes(name) && !isConfig(name),
    );
    expect(strangers).toEqual([]);
  });

  it("names no locality in the code", () => {
    expect(grep(source, LOCALITIES)).toEqual([]);
  });

  it("starts no program with a secret among its arguments, where every user of the machine reads it", () => {
    const starting = /(?<![\w.])(?:spawn|spawnSync|execFile|execFileSync|fork|run|start|launch|new Worker)\(/g;
    const found = [...source, ...tests]
      .filter((path) => path !== "test/house.test.ts" && /node:child_process|children\.mjs/.test(readProjectFile(path)))
      .flatMap((path) => {
        const text = readProjectFile(path);
        return [...text.matchAll(starting)].flatMap(({ index }) => {
          // The list of arguments, without what stands in it as plain text.
          const list = /^[^;[]*\[([^\]]*)\]/.exec(text.slice(index))?.[1] ?? "";
          const names = list.replaceAll(/"[^"]*"/g, "").match(/\b\w*(token|secret|passphrase|password|code)\b/gi) ?? [];
          return names.map((name) => `${path}: ${name}`);
        });
      });
    expect(found).toEqual([]);
  });

  it("imports electron in six thin files and nowhere else", () => {
    const importing = source.filter((path) =>
      /from ["']electron["']|require\(["']electron["']\)|import\(["']electron["']\)/.test(readProjectFile(path)),
    );
    expect(importing.toSorted()).toEqual(ELECTRON_FILES);
    const long = importing.filter((path) => readProjectFile(path).split("\n").length > 120);
    expect(long).toEqual([]);
  });

  it("keeps SQL in the two db folders", () => {
    const outsideDb = source.filter((path) => !path.startsWith("electron/db/") && !path.startsWith("central/db/"));
    expect(grep(outsideDb, SQL_TEXT)).toEqual([]);
  });

  it("reads the environment of the station in one file, and that of what sets it up in another", () => {
    const readers = source.filter(
      (path) => path.startsWith("electron/") && /\bprocess\.env\b/.test(readProjectFile(path)),
    );
    expect(readers).toEqual(["electron/core/config.ts", "electron/launch/environment.mjs"]);
  });

  it("writes to the log in constant sentences and to no console", () => {
    expect(grep(source, /\bconsole\.|\blog\??\.(debug|info|warn|error|fatal)\([^)]*`/)).toEqual([]);
  });

  it("changes the store by a unit of work, which alone writes the audit log and emits what a change brings about", () => {
    const beside = new Map([
      ["electron/core/unit-of-work.ts", "is the unit of work"],
      ["electron/records/search-index.ts", "keeps an index that is derived from rows"],
      ["electron/records/case-keys.ts", "keeps keys that are derived from rows"],
      ["electron/people/demo-people.ts", "fills a new store, before there is a station"],
      ["electron/core/health-book.ts", "tells of what is kept in memory"],
      ["electron/printing/spooler.ts", "tells what a printer says of itself"],
      ["electron/sync/start-sync.ts", "tells how the sending goes on, step by step"],
      ["electron/sync/publications/publications.ts", "tells of rules and calendars, which are files"],
    ]);
    const own = source.filter((path) => path.startsWith("electron/") && !path.startsWith("electron/db/"));
    const byHand = /\bevents\.emit\(|\bappendAudit\(|\btransaction\(|\binsertOutboxEntry\(|\binsertPrintJob\(/;
    expect(own.filter((path) => byHand.test(readProjectFile(path))).toSorted()).toEqual([...beside.keys()].toSorted());
  });

  it("gives every number in one place, which asks first where the clock is years ahead", () => {
    const takers = source.filter((path) => /\btakeSerial\(/.test(readProjectFile(path)));
    expect(takers).toEqual(["electron/core/next-number.ts", "electron/db/number-series.ts"]);
  });

  it("locks each package by its hash, the Node that it runs on included", () => {
    for (const lock of ["package-lock.json", "electron/launch/packager/package-lock.json"]) {
      const { packages } = JSON.parse(readProjectFile(lock)) as { packages: Record<string, { integrity?: string }> };
      const unlocked = Object.entries(packages).filter(
        ([path, { integrity }]) => path !== "" && integrity?.startsWith("sha512-") !== true,
      );
      expect(unlocked).toEqual([]);
    }
    const { optionalDependencies } = JSON.parse(readProjectFile("package.json")) as {
      optionalDependencies: Record<string, string>;
    };
    const runtimes = Object.entries(optionalDependencies).filter(([name]) => name.startsWith("node-"));
    expect(runtimes.length).toBeGreaterThan(0);
    for (const [, version] of runtimes) expect(version).toMatch(/^24\.\d+\.\d+$/);
  });

  it("has no file over 250 lines", () => {
    const long = source
      .map((path) => ({ path, lines: readProjectFile(path).split("\n").length - 1 }))
      .filter(({ lines }) => lines > 250);
    expect(long).toEqual([]);
  });

  it("has named exports only, and no file that merely passes others on", () => {
    expect(grep(source, /^export default\b|export \{ default|\bas default\b/)).toEqual([]);
    const code = (path: string): string[] =>
      readProjectFile(path)
        .split("\n")
        .filter((line) => line.trim() !== "" && !/^\s*(\/\/|\/\*|\*)/.test(line));
    expect(
      source.filter(
        (path) =>
          /\.tsx?$/.test(path) &&
          code(path).length > 0 &&
          code(path).every((line) => /^export .* from ["']/.test(line)),
      ),
    ).toEqual([]);
  });

  it("has no utils file, and names files in kebab-case and components in PascalCase", () => {
    const oddName = (path: string): boolean => {
      const name = (path.split("/").at(-1) ?? "").replace(/(\.d|\.module)?\.[a-z]+$/, "");
      return (
        /^(utils?|helpers?|misc|common)$/i.test(name) ||
        !(
          /\.(tsx|module\.css)$/.test(path)
            ? /^([A-Z][A-Za-z0-9]*|[a-z0-9]+(-[a-z0-9]+)*)$/
            : /^[a-z0-9]+(-[a-z0-9]+)*$/
        ).test(name)
      );
    };
    expect(source.filter(oddName)).toEqual([]);
  });

  it("gives every export its sentence; a schema and the type of the same name share one", () => {
    const bare = source
      .filter((path) => /\.tsx?$/.test(path))
      .flatMap((path) => {
        const lines = readProjectFile(path).split("\n");
        const exported = lines.flatMap((line, i) => {
          const name = /^export (?:async )?(?:const|let|function\*?|type|interface|class) (\w+)/.exec(line)?.[1];
          return name === undefined ? [] : [{ name, documented: lines[i - 1]?.trim().endsWith("*/") === true }];
        });
        const documented = new Set(exported.filter((each) => each.documented).map(({ name }) => name));
        return exported.filter(({ name }) => !documented.has(name)).map(({ name }) => `${path}: ${name}`);
      });
    expect(bare).toEqual([]);
  });

  it("leaves no loose ends in the code", () => {
    expect(
      grep(
        source,
        /\bTODO\b|\bFIXME\b|\bXXX\b|@ts-ignore|@ts-expect-error|\bas any\b|: any\b|(oxlint|eslint)-disable(?!.* -- \w)/,
      ),
    ).toEqual([]);
  });

  it("focuses no test, and skips none without saying why", () => {
    const others = tests.filter((path) => path !== "test/house.test.ts");
    expect(grep(others, /\b(it|test|describe)(\.\w+)*\.(only|skip|todo|skipIf|runIf|fails)\b/)).toEqual([]);
    expect(grep(others, /\b(ctx|context|task)?\.?skip\(\s*\)/)).toEqual([]);
  });

  it("mocks no module and sleeps in no test", () => {
    const others = tests.filter((path) => path !== "test/house.test.ts");
    expect(grep(others, /\bvi\.(mock|doMock)\(|waitForTimeout\(|\bsleep\(/)).toEqual([]);
  });

  it("has a test named for each row of the clerk's day, 1 to 33", () => {
    const names = tests.flatMap((path) =>
      [
        ...readProjectFile(path).matchAll(
          /\b(?:it|test|describe)\b[^\n]*?["'`]((?:rows? \d+[, ]*(?:and )?(?:\d+, )*)+)[^\n]*/g,
        ),
      ].flatMap((match) => [...(match[1] ?? "").matchAll(/\d+/g)].map(Number)),
    );
    const rows = Array.from({ length: 33 }, (_, i) => i + 1);
    expect(rows.filter((row) => !names.includes(row))).toEqual([]);
  });
});
