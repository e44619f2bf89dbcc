import { act, fireEvent, screen, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { OutboxView, ReceiptsTaken } from "#shared/contract/outbox.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import { EncryptedImport } from "#renderer/features/sync/outbox/EncryptedImport.tsx";
import { OutboxBadge } from "#renderer/features/sync/outbox/OutboxBadge.tsx";
import { OutboxPage } from "#renderer/features/sync/outbox/OutboxPage.tsx";
import { host } from "#test/helpers/page/fake-host.ts";
import { entryOf, outboxOf } from "#test/helpers/page/outbox-view.ts";
import { show } from "#test/helpers/page/show.tsx";

const reason = { zh: "中心平台拒收：用水量为空", en: "The centre rejects it: no water demand" };
const next = { zh: "补上用水量后重报。", en: "Add the demand and send it again." };
const quarantined = entryOf({ id: "e2", state: "quarantined", attempts: 2, reason, next });

/** Shows the outbox with this content once it has been read. */
async function showOutbox(view: OutboxView, language: "zh" | "en" = "zh") {
  host.answer({ "outbox.get": () => view, "outbox.cover": () => ({ durable: 0, notYet: 0 }) });
  const onOpen = vi.fn();
  const person = show(<OutboxPage onOpen={onOpen} />, language);
  await screen.findByTestId(view.entries.length === 0 ? "empty-list" : "outbox-entries");
  return { person, onOpen };
}

beforeEach(() => {
  host.answer({ "publication.list": () => ({ lines: [], quarantined: 0 }) });
});

describe("the outbox", () => {
  it.each([
    ["zh", 1, "已试 1 次"],
    ["zh", 2, "已试 2 次"],
    ["en", 1, "1 try"],
    ["en", 2, "2 tries"],
  ] as const)("counts the tries of an entry in %s: %i", async (language, attempts, words) => {
    await showOutbox(outboxOf([entryOf({ attempts })]), language);
    expect(screen.getByText(words)).toBeTruthy();
  });

  it("says of a new entry that it was not tried yet", async () => {
    await showOutbox(outboxOf([entryOf()]), "en");
    expect(screen.getByText("not tried yet")).toBeTruthy();
  });

  it("names what each entry is and whose it is", async () => {
    await showOutbox(outboxOf([entryOf(), entryOf({ id: "e3", kind: "callback.recorded" })]));
    const rows = within(screen.getByTestId("outbox-entries")).getAllByRole("row").slice(1);
    expect(rows.map((row) => within(row).getAllByRole("cell")[1]?.textContent)).toEqual([
      "申请受理YH-20261121-0001",
      "登记回访YH-20261121-0001",
    ]);
  });

  it("shows why an entry is quarantined, and the next step", async () => {
    await showOutbox(outboxOf([quarantined]));
    expect(screen.getByText("同步异常", { selector: "td strong" })).toBeTruthy();
    expect(screen.getByText(`原因: ${reason.zh}`)).toBeTruthy();
    expect(screen.getByText(`下一步: ${next.zh}`)).toBeTruthy();
  });

  it("asks for nothing more once a quarantined entry is replaced", async () => {
    await showOutbox(outboxOf([{ ...quarantined, replaced: true }]), "en");
    expect(screen.getByText("Sent again")).toBeTruthy();
    expect(screen.queryByText(/Next step/)).toBeNull();
    expect(screen.queryByRole("button", { name: "Send corrected" })).toBeNull();
  });

  it("sends a quarantined entry again only with a note", async () => {
    host.answer({ "outbox.resend": () => outboxOf([{ ...quarantined, replaced: true }]) });
    const { person } = await showOutbox(outboxOf([quarantined]));
    await person.click(screen.getByRole("button", { name: "更正后重新同步" }));
    await person.click(screen.getByRole("button", { name: "重新同步" }));
    expect(screen.getByText("请写明更正了什么")).toBeTruthy();
    expect(host.inputsOf("outbox.resend")).toEqual([]);
    await person.type(screen.getByLabelText("更正了什么、为什么重新同步"), "补上了用水量");
    await person.click(screen.getByRole("button", { name: "重新同步" }));
    expect(host.inputsOf("outbox.resend")).toEqual([{ id: "e2", note: "补上了用水量" }]);
    expect(await screen.findByText("已另行同步")).toBeTruthy();
  });

  it("opens the application of an entry", async () => {
    const { person, onOpen } = await showOutbox(outboxOf([entryOf()]), "en");
    await person.click(screen.getByRole("button", { name: "Open the application" }));
    expect(onOpen).toHaveBeenCalledExactlyOnceWith("a1");
  });

  it("says that it is empty", async () => {
    await showOutbox(outboxOf([]));
    expect(screen.getByText("队列为空。")).toBeTruthy();
  });

  it("follows the host's events", async () => {
    await showOutbox(outboxOf([entryOf()]), "en");
    host.answer({ "outbox.cover": () => ({ durable: 3, notYet: 2 }) });
    act(() => host.emit({ kind: "outbox.changed" }));
    expect(await screen.findByText(/covers 3 of the sent entries and not yet 2/)).toBeTruthy();
  });

  it("shows a failed read with a way to try again", async () => {
    const lost = (): never => {
      throw new Error("connection reset");
    };
    host.answer({ "outbox.get": lost, "outbox.cover": lost });
    const person = show(<OutboxPage onOpen={vi.fn()} />, "en");
    const retry = await screen.findByRole("button", { name: "Try again" });
    host.answer({ "outbox.get": () => outboxOf([entryOf()]) });
    await person.click(retry);
    expect(await screen.findByTestId("outbox-entries")).toBeTruthy();
  });

  it("keeps the note of a failed read while other reads succeed", async () => {
    await showOutbox(outboxOf([entryOf()]), "en");
    host.answer({
      "outbox.retryNow": () => {
        throw new Error("connection reset");
      },
      "outbox.cover": () => ({ durable: 3, notYet: 2 }),
      "outbox.story": ({ id }) => ({
        id,
        key: "k1",
        payloadHash: "0".repeat(64),
        createdAt: "2026-11-21T01:00:00.000Z",
        events: [],
        replacedBy: null,
        replaces: null,
      }),
    });
    act(() => screen.getByRole("button", { name: "Retry now" }).click());
    await screen.findByRole("button", { name: "Try again" });
    act(() => host.emit({ kind: "outbox.changed" }));
    await screen.findByText(/covers 3 of the sent entries/);
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
    const story = screen.getByTestId<HTMLDetailsElement>("outbox-story");
    story.open = true;
    fireEvent(story, new Event("toggle"));
    await screen.findByText(/k1/);
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});

const PASSPHRASE = "蓝色的旧自行车";
const file = new File(["receipts"], "A-1.receipts");
const taken = (changes: Partial<ReceiptsTaken> = {}) => ({
  kind: "receipts" as const,
  confirmed: 3,
  known: 1,
  quarantined: 0,
  foreign: 0,
  ...changes,
});

describe("the outbox's badge", () => {
  it.each([
    ["zh", "同步状态未知", "已全部同步"],
    ["en", "Sync unknown", "All sent"],
  ] as const)("does not call sent what it cannot know in %s", async (language, unknown, allSent) => {
    host.answer({
      "outbox.get": () => {
        throw new Error("connection reset");
      },
    });
    show(<OutboxBadge />, language);
    expect(await screen.findByText(unknown)).toBeTruthy();
    host.answer({ "outbox.get": () => outboxOf([]) });
    act(() => host.emit({ kind: "outbox.changed" }));
    expect(await screen.findByText(allSent)).toBeTruthy();
  });
});

describe("an encrypted import", () => {
  beforeEach(() => host.answer({ "outbox.get": () => outboxOf([]) }));

  it("asks for the file and the passphrase", async () => {
    const person = show(<EncryptedImport onClose={vi.fn()} />, "en");
    await person.click(screen.getByRole("button", { name: "Import" }));
    expect(screen.getByRole("alert").textContent).toBe("Choose the file and type the passphrase");
    expect(host.inputsOf("outbox.import")).toEqual([]);
  });

  it("says what the receipts did", async () => {
    host.answer({ "outbox.import": () => taken() });
    const person = show(<EncryptedImport onClose={vi.fn()} />);
    await person.upload(screen.getByLabelText("离线包"), file);
    await person.type(screen.getByLabelText("口令"), `${PASSPHRASE}{Enter}`);
    expect((await screen.findByRole("status")).textContent).toContain("新确认已同步 3 条，早已知道 1 条");
    expect(host.inputsOf("outbox.import")).toEqual([{ passphrase: PASSPHRASE, base64: btoa("receipts") }]);
  });

  it.each([
    [1, "1 entry belongs to another station and was ignored."],
    [2, "2 entries belong to another station and were ignored."],
  ])("counts the entries of another station in English: %i", async (foreign, words) => {
    host.answer({ "outbox.import": () => taken({ foreign }) });
    const person = show(<EncryptedImport onClose={vi.fn()} />, "en");
    await person.upload(screen.getByLabelText("Encrypted file"), file);
    await person.type(screen.getByLabelText("Passphrase"), `${PASSPHRASE}{Enter}`);
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it("shows why a file is refused and keeps the form for another try", async () => {
    host.answer({
      "outbox.import": () => {
        throw problem("wrong-passphrase", { zh: "口令不对。", en: "The passphrase is wrong." }, DATA_IS_SAFE, {
          zh: "请核对口令。",
          en: "Check the passphrase.",
        });
      },
    });
    const person = show(<EncryptedImport onClose={vi.fn()} />, "en");
    await person.upload(screen.getByLabelText("Encrypted file"), file);
    await person.type(screen.getByLabelText("Passphrase"), "wrong{Enter}");
    expect((await screen.findByTestId("problem-what")).textContent).toBe("The passphrase is wrong.");
    expect(screen.getByRole("button", { name: "Import" })).toBeTruthy();
  });

  it("sends a file that is too large to the command line", async () => {
    const large = new File(["x".repeat(3_500_001)], "A-1.sealed");
    const person = show(<EncryptedImport onClose={vi.fn()} />, "en");
    await person.upload(screen.getByLabelText("Encrypted file"), large);
    expect(screen.getByRole("alert").textContent).toContain("hall outbox import");
  });
});
