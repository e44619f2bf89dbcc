import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runBounded } from "#station/launch/children.mjs";
import { findElectron } from "#station/launch/electron-runtime.mjs";
import { findBrowser, hasDisplay } from "#station/launch/find-browser.mjs";
import { openOnLoopback } from "#station/launch/loopback-way.mjs";
import { hallArguments, readStartOptions } from "#station/launch/start-options.mjs";
import { PROJECT } from "#test/helpers/project-files.ts";

let dir = "";
const put = (...parts: string[]): string => {
  const file = join(dir, ...parts);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, "#!/bin/sh\nexit 0\n");
  chmodSync(file, 0o755);
  return file;
};

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "launch-"));
});
afterAll(() => rmSync(dir, { recursive: true }));

describe("the browser that shows the page", () => {
  it("is the one on PATH, Chromium before Chrome", () => {
    const chrome = put("chrome-only", "google-chrome");
    const both = join(dir, "both");
    put("both", "google-chrome");
    const chromium = put("both", "chromium");
    expect(findBrowser("linux", { PATH: both })).toBe(chromium);
    expect([chrome, "/usr/bin/chromium"]).toContain(findBrowser("linux", { PATH: join(dir, "chrome-only") }));
  });

  it("is the one that was named, or none where that is missing", () => {
    const named = put("named", "my-browser");
    expect(findBrowser("linux", { PATH: "", LIANDONG_BROWSER: named })).toBe(named);
    expect(findBrowser("linux", { PATH: "/usr/bin", LIANDONG_BROWSER: join(dir, "missing") })).toBeNull();
  });

  it("needs a display on Linux only", () => {
    expect(hasDisplay("linux", {})).toBe(false);
    expect(hasDisplay("linux", { DISPLAY: ":0" })).toBe(true);
    expect(hasDisplay("linux", { WAYLAND_DISPLAY: "wayland-0" })).toBe(true);
    expect(hasDisplay("win32", {})).toBe(true);
  });
});

describe("the Electron runtime", () => {
  it("is taken from the folder that the environment names", () => {
    const program = put("electron-dist", "electron");
    expect(findElectron("linux", { ELECTRON_OVERRIDE_DIST_PATH: join(dir, "electron-dist") })).toBe(program);
    expect(findElectron("linux", { ELECTRON_OVERRIDE_DIST_PATH: join(dir, "empty") })).toBeNull();
  });
});

describe("the start command's options", () => {
  it("are handed to the hall as it takes them, and nothing is added to them", () => {
    expect(hallArguments(readStartOptions([]))).toEqual([]);
    expect(hallArguments(readStartOptions(["--data", "/halls/one", "--profile", "demo"]))).toEqual([
      "--data",
      "/halls/one",
      "--profile",
      "demo",
    ]);
  });

  it("are refused by name where they are unknown", () => {
    expect(() => readStartOptions(["--dat", "x"])).toThrow(/--dat/);
  });
});

describe("a command with a time limit", () => {
  const quiet = { zh: "试", en: "trying", show: "no" } as const;

  it("gives its exit code and what it printed", async () => {
    const ending = await runBounded(
      process.execPath,
      ["-e", "console.log('out'); console.error('err'); process.exit(3)"],
      { ...quiet, seconds: 30 },
    );
    expect(ending).toMatchObject({ code: 3, timedOut: false, failed: null });
    expect(ending.output.split("\n").toSorted()).toEqual(["", "err", "out"]);
  });

  it("is ended at its limit together with what it started", async () => {
    const grandchild =
      "require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], " +
      "{ stdio: 'inherit' }); setInterval(() => {}, 1000)";
    const began = Date.now();
    // The pipes close only when the grandchild is gone too, so returning at all is the proof.
    const ending = await runBounded(process.execPath, ["-e", grandchild], { ...quiet, seconds: 1 });
    expect(ending.timedOut).toBe(true);
    expect(ending.code).toBeNull();
    expect(Date.now() - began).toBeLessThan(15_000);
  });

  it("says why it could not be started", async () => {
    const ending = await runBounded(join(dir, "no-such-program"), [], { ...quiet, seconds: 5 });
    expect(ending.code).toBeNull();
    expect(ending.failed).toContain("ENOENT");
  });
});

describe("npm start without a display", () => {
  it("prints an address that serves the page, and ends with its host when asked", async () => {
    const env: NodeJS.ProcessEnv = { ...process.env, LIANDONG_KEEP_PACKAGES: "1" };
    delete env["DISPLAY"];
    delete env["WAYLAND_DISPLAY"];
    const start = spawn(
      process.execPath,
      [join(PROJECT, "electron", "launch", "start.mjs"), "--data", join(dir, "hall")],
      { env, stdio: ["ignore", "pipe", "pipe"] },
    );
    let said = "";
    start.stderr.on("data", (bytes: Buffer) => (said += bytes.toString()));
    const ended = new Promise<number | null>((resolve) => start.once("close", resolve));
    const url = await new Promise<string>((resolve, reject) => {
      start.stdout.once("data", (bytes: Buffer) => resolve(bytes.toString().trim()));
      void ended.then(() => reject(new Error(said)));
    });
    // What is printed may end in a journal: it is no secret.
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(said).not.toMatch(/[\w-]{40,}/);
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("联动报装窗口");

    start.kill("SIGTERM");
    expect(await ended).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe("npm start of a hall that cannot open", () => {
  it("says why and ends with an exit code, and leaves no program behind", async () => {
    const damaged = join(dir, "damaged");
    mkdirSync(damaged);
    writeFileSync(join(damaged, "hall.db"), "no database ".repeat(1000));
    const cases = [
      [["--data", put("a-file")], "The hall's folder cannot be used"],
      [["--data", damaged], "The database is damaged"],
      [["--data", join(dir, "hall-of-nobody"), "--profile", "nowhere"], "No such profile: nowhere"],
    ] as const;
    const env: NodeJS.ProcessEnv = { ...process.env, LIANDONG_KEEP_PACKAGES: "1" };
    delete env["DISPLAY"];
    delete env["WAYLAND_DISPLAY"];
    await Promise.all(
      cases.map(async ([options, words]) => {
        // Its pipes close only when all that it started is gone too, so an end is the proof; the limit only ends the test.
        const ending = await runBounded(
          process.execPath,
          [join(PROJECT, "electron", "launch", "start.mjs"), ...options],
          { seconds: 20, zh: "试", en: "trying", show: "no", env },
        );
        expect(ending).toMatchObject({ code: 1, timedOut: false });
        expect(ending.output).toContain(words);
      }),
    );
  });
});

describe("npm start with a browser", () => {
  it("hands it no secret on its command line, which every user of the machine can read", async () => {
    const browser = put("browser", "recorder");
    const told = join(dir, "arguments");
    writeFileSync(browser, `#!/bin/sh\nprintf '%s\\n' "$@" > ${told}\n`);
    vi.stubEnv("DISPLAY", ":0");
    vi.stubEnv("LIANDONG_BROWSER", browser);
    const options = { data: join(dir, "hall-of-browser"), profile: null, getElectron: false, help: false };
    expect(await openOnLoopback(process.execPath, process.env, options)).toBe(0);
    vi.unstubAllEnvs();
    const given = readFileSync(told, "utf8").split("\n");
    expect(given[0]).toMatch(/^--app=http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(given.filter((each) => /[\w-]{40,}/.test(each))).toEqual([]);
  });
});
