import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { takeScans, watchScans } from "#renderer/features/search/scan/scan-keys.ts";
import { DateField } from "#renderer/ui/DateField.tsx";
import { show } from "#test/helpers/page/show.tsx";

const CODE = "91420000MA00YH0023";

/** A dialog with each kind of thing that may have the keyboard. */
function Dialog({ onAct }: { onAct: () => void }) {
  const [contact, setContact] = useState("示例人");
  const [on, setOn] = useState("2026-11-21");
  const [standing, setStanding] = useState("7");
  return (
    <dialog open>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onAct();
        }}
      >
        <input aria-label="联系人" value={contact} onChange={(event) => setContact(event.target.value)} />
        <DateField id="on" path="on" label="日期" value={on} onChange={setOn} />
        <select aria-label="状态" value={standing} onChange={(event) => setStanding(event.target.value)}>
          <option value="7">7</option>
          <option value="9">9</option>
        </select>
        <label>
          <input type="checkbox" onChange={onAct} />
          已核对
        </label>
        <button type="button" onClick={onAct}>
          受理
        </button>
        <button type="submit">登记</button>
      </form>
    </dialog>
  );
}

/** Shows the dialog to a reader; each key goes down and up, a gap apart. Without a taker the page takes no scans. */
function showDialog({ gapMs = 4, hasTaker = true } = {}) {
  const [onAct, take, undo] = [vi.fn(), vi.fn(), vi.fn()];
  let at = 1_000;
  const stop = watchScans(() => (at += gapMs));
  const release = hasTaker ? takeScans({ look: () => undo, take }) : () => undefined;
  onTestFinished(() => {
    stop();
    release();
  });
  show(<Dialog onAct={onAct} />);
  const reader = userEvent.setup({ delay: null });
  return { onAct, take, undo, reader };
}

const texts = (): string[] => screen.getAllByRole<HTMLInputElement>("textbox").map((field) => field.value);

describe("the keys of a reader", () => {
  it.each([
    ["CR", `${CODE}{Enter}`, CODE],
    ["CR LF", `${CODE}{Enter}{Control>}j{/Control}`, CODE],
    ["CR LF as two Enters", `${CODE}{Enter}{Enter}`, CODE],
    ["Tab", `${CODE}{Tab}`, CODE],
    ["a space within its text", `USCC ${CODE}{Enter}`, `USCC ${CODE}`],
  ])("press no button and tick nothing, whatever has the keyboard: a code with %s", async (_, keys, text) => {
    const { onAct, take, reader } = showDialog();
    const places = [
      ...screen.getAllByRole("button"),
      screen.getByRole("checkbox"),
      screen.getByRole("combobox"),
      ...screen.getAllByRole("textbox"),
    ];
    for (const place of places) {
      place.focus();
      await reader.keyboard(keys);
      expect(take).toHaveBeenLastCalledWith(text);
      expect(document.activeElement).toBe(place);
    }
    expect(take).toHaveBeenCalledTimes(places.length);
    expect(onAct).not.toHaveBeenCalled();
    expect(texts()).toEqual(["示例人", "2026-11-21"]);
  });

  it("are undone in a list that jumped to a typed sign, and on the page by whoever takes scans", async () => {
    const { undo, reader } = showDialog();
    const list = screen.getByRole<HTMLSelectElement>("combobox");
    list.focus();
    await reader.keyboard(CODE);
    list.value = "9";
    list.dispatchEvent(new Event("change", { bubbles: true }));
    await reader.keyboard("{Enter}");
    expect(list.value).toBe("7");
    expect(undo).toHaveBeenCalledTimes(1);
  });

  it("may be 50 ms apart", async () => {
    const { onAct, take, reader } = showDialog({ gapMs: 25 });
    screen.getByRole("button", { name: "受理" }).focus();
    await reader.keyboard(`${CODE}{Enter}`);
    expect(take).toHaveBeenCalledWith(CODE);
    expect(onAct).not.toHaveBeenCalled();
  });

  it("keep a line feed from the browser, which would open its downloads", async () => {
    const { take, reader } = showDialog();
    const seen: boolean[] = [];
    const note = (event: Event): void => void seen.push(event.defaultPrevented);
    window.addEventListener("keydown", note);
    screen.getByRole("textbox", { name: "联系人" }).focus();
    await reader.keyboard(`${CODE}{Control>}`);
    seen.length = 0;
    await reader.keyboard("j{/Control}");
    window.removeEventListener("keydown", note);
    expect(take).toHaveBeenCalledWith(CODE);
    // The key went no further than the reader's own listener.
    expect(seen).toEqual([]);
    expect(texts()[0]).toBe("示例人");
  });

  it("press nothing where nobody takes scans, and stay as text only in a field in use", async () => {
    const { onAct, reader } = showDialog({ hasTaker: false });
    screen.getByRole("button", { name: "登记" }).focus();
    await reader.keyboard(`${CODE}{Enter}`);
    const contact = screen.getByRole("textbox", { name: "联系人" });
    await reader.clear(contact);
    await reader.keyboard(`${CODE}{Enter}`);
    expect(onAct).not.toHaveBeenCalled();
    expect(texts()[0]).toBe(CODE);
  });

  it("are told from a person's: Enter on a button presses it", async () => {
    const { onAct, take, reader } = showDialog({ gapMs: 120 });
    screen.getByRole("button", { name: "受理" }).focus();
    await reader.keyboard(`${CODE}{Enter}`);
    expect(onAct).toHaveBeenCalledTimes(1);
    expect(take).not.toHaveBeenCalled();
  });

  it("are told from quick presses of the space bar, which tick one thing after another", async () => {
    const { onAct, reader } = showDialog();
    screen.getByRole("checkbox").focus();
    await reader.keyboard("  ");
    expect(onAct).toHaveBeenCalledTimes(2);
  });
});
