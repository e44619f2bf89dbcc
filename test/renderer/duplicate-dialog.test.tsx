import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { DuplicateLine } from "#shared/contract/intake.ts";
import { DuplicateDialog } from "#renderer/features/intake/duplicates/DuplicateDialog.tsx";
import { show } from "#test/helpers/page/show.tsx";
import { readProfile } from "#test/helpers/read-profile.ts";

const profile = readProfile("yunhai");

const line: DuplicateLine = {
  id: "a1",
  acceptanceNumber: "YH-20261121-0001",
  status: "accepted",
  statusName: { zh: "已受理", en: "Accepted" },
  applicant: "云海食品有限公司",
  site: "云海路 8 号",
  utilities: ["water"],
  acceptedAt: "2026-11-21T01:00:00.000Z",
  window: "2 号窗口",
  dutyHolder: { name: "李明", phone: "0700-1234", organisation: "水务公司" },
};

/** Shows the dialog; returns the person and what the dialog asked for. */
function showDialog(language: "zh" | "en" = "zh") {
  const asked = { onOpen: vi.fn(), onNew: vi.fn(), onWithdraw: vi.fn(), onBack: vi.fn() };
  const person = show(<DuplicateDialog lines={[line]} profile={profile} {...asked} />, language);
  return { person, ...asked };
}

describe("a likely duplicate", () => {
  it("shows the stored application with its case owner and when it was accepted", () => {
    showDialog();
    const shown = screen.getByTestId("duplicate-line").textContent;
    expect(shown).toContain("YH-20261121-0001 已受理");
    expect(shown).toContain("责任人 李明（水务公司） 0700-1234");
    expect(shown).toContain("2 号窗口 · 2026-11-21 09:00");
  });

  it("can be opened instead", async () => {
    const { person, onOpen } = showDialog("en");
    await person.click(screen.getByRole("button", { name: "Merge: open YH-20261121-0001" }));
    expect(onOpen).toHaveBeenCalledExactlyOnceWith("a1");
  });

  it("is accepted as new only with a reason", async () => {
    const { person, onNew } = showDialog();
    await person.click(screen.getByRole("button", { name: "另行受理" }));
    expect(screen.getByText("✕ 请先选择理由。")).toBeTruthy();
    expect(onNew).not.toHaveBeenCalled();
    await person.click(screen.getByRole("radio", { name: "同一项目的下一期" }));
    await person.click(screen.getByRole("button", { name: "另行受理" }));
    expect(onNew).toHaveBeenCalledExactlyOnceWith({ reason: "another-phase", note: "" });
  });

  it("asks for words where the reason is another one", async () => {
    const { person, onNew } = showDialog("en");
    await person.click(screen.getByRole("radio", { name: "Other (say which)" }));
    await person.click(screen.getByRole("button", { name: "Accept as new" }));
    expect(screen.getByText("✕ Say the reason.")).toBeTruthy();
    await person.type(screen.getByLabelText("Note"), " a second kitchen ");
    await person.click(screen.getByRole("button", { name: "Accept as new" }));
    expect(onNew).toHaveBeenCalledExactlyOnceWith({ reason: "other", note: "a second kitchen" });
  });

  it("leads back to the form without a decision", async () => {
    const { person, onBack, onNew, onWithdraw } = showDialog();
    await person.click(screen.getByRole("button", { name: "返回填写" }));
    expect(onBack).toHaveBeenCalledOnce();
    expect(onNew).not.toHaveBeenCalled();
    expect(onWithdraw).not.toHaveBeenCalled();
  });

  it("discards what was typed when the clerk says so", async () => {
    const { person, onWithdraw } = showDialog("en");
    await person.click(screen.getByRole("button", { name: "Discard what was typed" }));
    expect(onWithdraw).toHaveBeenCalledOnce();
  });
});
