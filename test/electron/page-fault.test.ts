import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { openSession } from "#station/core/session.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { testDispatcher } from "#test/helpers/test-dispatcher.ts";

describe("a fault that a page reports", () => {
  const fault = {
    kind: "part",
    name: "TypeError",
    message: "Cannot read properties of undefined (reading '欧阳若曦')",
    frames: ["Form CounterForm-a1b2.js:12:34", " index-c3d4.js:1:2345"],
  };

  it("stands in the log with its kind and place, without what was typed", async ({ openTestStation }) => {
    const { context, dir } = await openTestStation();
    expect(await testDispatcher(context).dispatch(openSession(), "fault.report", fault)).toEqual({
      ok: true,
      value: null,
    });
    const log = readFileSync(join(dir, "logs", "station.log"), "utf8");
    expect(log).toContain("a fault in the page");
    expect(log).toContain("TypeError");
    expect(log).toContain("CounterForm-a1b2.js:12:34");
    expect(log).not.toContain("欧阳若曦");
  });

  it("is refused with anything but places as its frames", async ({ openTestStation }) => {
    const { context } = await openTestStation();
    const told = { ...fault, frames: ["at 欧阳若曦 13812345678"] };
    expect(await testDispatcher(context).dispatch(openSession(), "fault.report", told)).toMatchObject({
      ok: false,
      problem: { code: "bad-input" },
    });
  });
});
