import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultDataDir } from "#station/app/main-options.ts";
import { readMainOptions } from "#station/app/main-options.ts";

describe("the Electron program's command line", () => {
  it("names the hall's folder and the profile among Chromium's own switches", () => {
    expect(
      readMainOptions([
        "--no-sandbox",
        "--remote-debugging-port=0",
        "/somewhere",
        "--data",
        "hall",
        "--profile",
        "demo",
      ]),
    ).toEqual({ dataDir: resolve("hall"), profileId: "demo" });
  });

  it("falls back to this system's folder, also where an option has no value", () => {
    expect(readMainOptions([])).toEqual({ dataDir: defaultDataDir(), profileId: null });
    expect(readMainOptions(["--data", "--profile="])).toEqual({ dataDir: defaultDataDir(), profileId: null });
  });
});
