import { act, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { PrintJobLine } from "#shared/contract/printing.ts";
import { PrintList } from "#renderer/features/printing/jobs/PrintPanel.tsx";
import type { DocumentRef } from "#renderer/features/printing/jobs/printable-documents.ts";
import { host } from "#test/helpers/page/fake-host.ts";
import { show } from "#test/helpers/page/show.tsx";

const jobOf = (changes: Partial<PrintJobLine> = {}): PrintJobLine => ({
  id: "j1",
  applicationId: "a1",
  kind: "unified-form",
  utility: null,
  outcome: "queued",
  copy: 1,
  reason: null,
  trouble: null,
  pause: null,
  recordVersion: 1,
  supersededBy: null,
  pages: 2,
  pagesOut: null,
  fromPage: 1,
  attempts: 1,
  nextTryAt: null,
  printer: "A4",
  inFolder: false,
  confirmedBy: null,
  at: "2026-11-21T01:00:00.000Z",
  ...changes,
});

const SUBJECT = { of: "application", id: "a1" } as const;
const documents = (): DocumentRef[] => [{ kind: "unified-form", utility: null }];

/** Shows the row of the unified form once its print jobs have been read. */
async function showRow(jobs: PrintJobLine[], language: "zh" | "en" = "en") {
  host.answer({ "print.list": () => jobs, "attachment.list": () => [] });
  const person = show(<PrintList subject={SUBJECT} documentsOf={documents} />, language);
  await act(async () => undefined);
  return person;
}

const acts = (): (string | null)[] => screen.getAllByRole("button").map((button) => button.textContent);

describe("a document's print row", () => {
  it("does not call a document unprinted, nor offers to print it, while its jobs cannot be read", async () => {
    host.answer({
      "print.list": () => {
        throw new Error("connection reset");
      },
    });
    show(<PrintList subject={SUBJECT} documentsOf={documents} />, "en");
    await screen.findByTestId("problem-note");
    expect(screen.queryByTestId("print-row")).toBeNull();
  });

  it("offers to print what was not printed yet", async () => {
    await showRow([]);
    expect(screen.getByTestId("print-state").textContent).toBe("Not printed yet");
    expect(acts()).toEqual(["Preview", "Print"]);
  });

  it.each([
    ["zh", "打印失败", "文书没有写完"],
    ["en", "Printing failed", "The document was cut off"],
  ] as const)("shows a failed print with its reason: %s", async (language, state, words) => {
    const reason = { zh: "文书没有写完", en: "The document was cut off" };
    await showRow([jobOf({ outcome: "failed", reason })], language);
    expect(screen.getByTestId("print-state").textContent).toBe(state);
    expect(screen.getByText(words)).toBeTruthy();
  });

  it("prints a failed document again when asked", async () => {
    const person = await showRow([jobOf({ outcome: "failed" })]);
    host.answer({ "print.retry": () => jobOf(), "print.list": () => [jobOf()] });
    await person.click(screen.getByRole("button", { name: /^Try again/ }));
    expect(host.inputsOf("print.retry")).toEqual([{ jobId: "j1" }]);
    expect(screen.getByTestId("print-state").dataset["state"]).toBe("queued");
  });

  it("says what to do about the printer while a job waits for it", async () => {
    const reason = { zh: "打印机缺纸", en: "The printer is out of paper" };
    await showRow([jobOf({ reason, trouble: "paper-out", nextTryAt: "2026-11-21T01:05:00.000Z" })]);
    expect(screen.getByText("Load paper; printing goes on by itself.")).toBeTruthy();
    expect(screen.getByTestId("print-when").textContent).toContain("tried again at 09:05");
  });

  it("asks a person whether paper came out when nobody knows", async () => {
    host.answer({ "print.confirm": () => jobOf({ outcome: "person-confirmed" }) });
    const person = await showRow([jobOf({ outcome: "unconfirmed", pagesOut: 1 })]);
    expect(screen.getByTestId("print-state").textContent).toBe("Unknown whether paper came out");
    expect(screen.getByTestId("print-when").textContent).toContain("1 of 2 pages came out");
    await person.click(screen.getByRole("button", { name: /Yes$/ }));
    expect(host.inputsOf("print.confirm")).toEqual([{ jobId: "j1", paperCame: true }]);
  });

  it("asks why a document is printed again that is already on paper", async () => {
    const person = await showRow([jobOf({ outcome: "person-confirmed", confirmedBy: "李明" })]);
    expect(screen.getByTestId("print-when").textContent).toContain("confirmed by 李明");
    await person.click(screen.getByRole("button", { name: /^Reprint/ }));
    expect(await screen.findByLabelText("Reason for the reprint")).toBeTruthy();
    expect(host.inputsOf("print.request")).toEqual([]);
  });

  it("holds a job that waited too long until a person releases it", async () => {
    host.answer({ "print.release": () => jobOf() });
    const person = await showRow([jobOf({ pause: "waited" })]);
    expect(screen.getByTestId("print-state").dataset["state"]).toBe("held");
    await person.click(screen.getByRole("button", { name: /^Print it/ }));
    expect(host.inputsOf("print.release")).toEqual([{ jobId: "j1" }]);
  });

  it("warns that the printed document is superseded", async () => {
    await showRow([jobOf({ outcome: "device-confirmed", supersededBy: 2 })], "zh");
    expect(screen.getByText("已被第 2 版取代")).toBeTruthy();
  });

  it("keeps the problem of a call that did not get through", async () => {
    host.answer({
      "print.retry": () => {
        throw new Error("connection reset");
      },
      "print.list": () => [jobOf({ outcome: "failed" })],
    });
    const person = await showRow([jobOf({ outcome: "failed" })]);
    await person.click(screen.getByRole("button", { name: /^Try again/ }));
    expect(screen.getByTestId("problem-what").textContent).toContain("no answer came");
    expect(screen.getByRole<HTMLButtonElement>("button", { name: /^Try again/ }).disabled).toBe(false);
  });
});
