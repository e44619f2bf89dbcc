import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron as electron, type ElectronApplication } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { findElectron } from "#station/launch/electron-runtime.mjs";
import { hasDisplay, isLinuxRoot } from "#station/launch/find-browser.mjs";
import { PROJECT } from "#test/helpers/project-files.ts";

const runtime = findElectron(process.platform, process.env);

/** Why this machine cannot open an Electron window, or null where it can. */
function whyNot(): string | null {
  if (runtime === null) return "no Electron runtime (node_modules/electron/dist, or ELECTRON_OVERRIDE_DIST_PATH)";
  return hasDisplay(process.platform, process.env) ? null : "no display (try xvfb-run npm test)";
}

let dir = "";
let app: ElectronApplication | null = null;

async function open(): Promise<ElectronApplication> {
  dir = mkdtempSync(join(tmpdir(), "electron-hall-"));
  app = await electron.launch({
    ...(runtime !== null && { executablePath: runtime }),
    args: [...(isLinuxRoot(process.platform) ? ["--no-sandbox"] : []), PROJECT, "--data", dir],
    timeout: 60_000,
  });
  return app;
}

afterEach(async () => {
  await app?.close();
  app = null;
  if (dir !== "") rmSync(dir, { recursive: true, force: true });
});

describe("the Electron window", () => {
  it("opens the page over its own protocol, signs in through the bridge, and goes nowhere else", async (context) => {
    const why = whyNot();
    if (why !== null) context.skip(why);
    const window = await (await open()).firstWindow();
    expect(window.url()).toBe("app://counter/index.html");

    const reach = await window.evaluate(() => ({
      node: "process" in globalThis || "require" in globalThis,
      hall: Object.keys(Reflect.get(globalThis, "hall") as object).toSorted(),
    }));
    expect(reach).toEqual({ node: false, hall: ["call", "onEvent"] });

    const answer = await window.evaluate(() =>
      (Reflect.get(globalThis, "hall") as { call: (name: string, input: unknown) => Promise<unknown> }).call(
        "session.get",
        {},
      ),
    );
    expect(answer).toMatchObject({ ok: true, value: { role: "none" } });

    const opened = await window.evaluate(() => globalThis.open("https://example.org/") === null);
    expect(opened).toBe(true);
    await window.evaluate(() => globalThis.location.assign("https://example.org/"));
    expect(window.url()).toBe("app://counter/index.html");
    const fetched = await window.evaluate(() =>
      fetch("https://example.org/").then(
        () => "answered",
        () => "refused",
      ),
    );
    expect(fetched).toBe("refused");
  });

  it("keeps to one instance per hall's folder", async (context) => {
    const why = whyNot();
    if (why !== null) context.skip(why);
    const first = await open();
    await first.firstWindow();
    const second = electron.launch({
      ...(runtime !== null && { executablePath: runtime }),
      args: [...(isLinuxRoot(process.platform) ? ["--no-sandbox"] : []), PROJECT, "--data", dir],
      timeout: 30_000,
    });
    await expect(second.then((opened) => opened.firstWindow({ timeout: 10_000 }))).rejects.toThrow();
    expect(first.windows()).toHaveLength(1);
  });
});
