import { describe, expect, it } from "vitest";
import { openReloadLimit } from "#station/shell/window-rules.ts";

describe("a page that crashes", () => {
  it("is loaded again three times a minute and then given up", () => {
    const mayReload = openReloadLimit();
    expect([0, 1000, 2000, 3000, 59_999].map(mayReload)).toEqual([true, true, true, false, false]);
  });

  it("is loaded again once the minute has passed", () => {
    const mayReload = openReloadLimit();
    [0, 1000, 2000].forEach((at) => mayReload(at));
    expect(mayReload(60_000)).toBe(true);
    expect(mayReload(60_001)).toBe(false);
  });
});
