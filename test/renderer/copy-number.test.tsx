import { screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { CopyNumber } from "#renderer/features/records/CopyNumber.tsx";
import { show } from "#test/helpers/page/show.tsx";

const NUMBER = "TNAXU9-2026-000001-V";

afterEach(() => vi.restoreAllMocks());

it("copies the number and says so", async () => {
  const person = show(<CopyNumber number={NUMBER} className="" />);
  await person.click(screen.getByRole("button", { name: "复制编号" }));
  expect(await screen.findByRole("button", { name: "✓ 已复制" })).toBeTruthy();
  expect(await navigator.clipboard.readText()).toBe(NUMBER);
});

it("says what to do where the clipboard takes nothing", async () => {
  const person = show(<CopyNumber number={NUMBER} className="" />);
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new DOMException("denied", "NotAllowedError"));
  await person.click(screen.getByRole("button", { name: "复制编号" }));
  expect((await screen.findByRole("status")).textContent).toContain("没有复制成功。请选中上面的编号");
});
