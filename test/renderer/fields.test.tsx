import { screen } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { SimpleField, type SimpleValue } from "#shared/profile/form.ts";
import { FieldInput } from "#renderer/form/FieldInput.tsx";
import { inputId } from "#renderer/form/field-path.ts";
import { FieldBox } from "#renderer/ui/FieldBox.tsx";
import { show } from "#test/helpers/page/show.tsx";

const both = (zh: string, en: string) => ({ zh, en });

const fieldOf = (field: object): SimpleField =>
  SimpleField.parse({
    id: "demand",
    label: both("用水量", "Water demand"),
    required: true,
    quote: "用水量",
    clause: "附件 1",
    ...field,
  });

type FieldCase = {
  field: SimpleField;
  value?: SimpleValue;
  problem?: string | null;
  warning?: string | null;
  onChange?: (value: SimpleValue) => void;
};

/** A field as a section shows it: label, input and the line below; it keeps what is typed. */
function Field({ field, value = null, problem = null, warning = null, onChange }: FieldCase) {
  const [kept, setKept] = useState<SimpleValue>(value);
  return (
    <FieldBox
      label={field.label.zh}
      htmlFor={inputId("water.demand")}
      required={field.required}
      messageId="message"
      problem={problem}
      warning={warning}
      note="以表计为准"
    >
      <FieldInput
        field={field}
        path="water.demand"
        value={kept}
        onChange={(next) => {
          setKept(next);
          onChange?.(next);
        }}
        invalid={problem !== null}
        describedBy="message"
      />
    </FieldBox>
  );
}

describe("a field of the form", () => {
  it("shows a problem at the field and ties it to the input", () => {
    show(<Field field={fieldOf({ kind: "text" })} problem="请填写用水量" />);
    const input = screen.getByRole("textbox");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(document.getElementById(input.getAttribute("aria-describedby") ?? "")?.textContent).toBe("✕ 请填写用水量");
  });

  it("shows a problem instead of a warning, and a warning instead of the hint", () => {
    const field = fieldOf({ kind: "text" });
    show(<Field field={field} problem="请填写用水量" warning="用水量偏大" />);
    expect(screen.queryByText(/用水量偏大|以表计为准/)).toBeNull();
  });

  it("marks a warning without calling the input invalid", () => {
    show(<Field field={fieldOf({ kind: "text" })} warning="用水量偏大" />);
    expect(screen.getByText("! 用水量偏大").getAttribute("aria-live")).toBe("polite");
    expect(screen.getByRole("textbox").getAttribute("aria-invalid")).toBe("false");
  });

  it("shows its hint while nothing is wrong", () => {
    show(<Field field={fieldOf({ kind: "text" })} />);
    expect(screen.getByText("以表计为准")).toBeTruthy();
  });

  it("tells a screen reader that it is required", () => {
    show(<Field field={fieldOf({ kind: "text" })} />);
    expect(screen.getByRole("textbox").getAttribute("aria-required")).toBe("true");
  });

  it("keeps a text exactly as it is typed", async () => {
    const onChange = vi.fn();
    const person = show(<Field field={fieldOf({ kind: "text" })} onChange={onChange} />);
    await person.type(screen.getByRole("textbox"), " 3 号楼 ");
    expect(onChange).toHaveBeenLastCalledWith(" 3 号楼 ");
  });

  it("gives a long text several lines", () => {
    show(<Field field={fieldOf({ kind: "text", maxLength: 500 })} />);
    expect(screen.getByRole("textbox").tagName).toBe("TEXTAREA");
  });

  it("asks for digits where the field is a number or a telephone", () => {
    show(
      <>
        <Field field={fieldOf({ kind: "integer" })} />
        <Field field={fieldOf({ kind: "text", check: "phone" })} />
      </>,
    );
    expect(screen.getAllByRole("textbox").map((input) => input.getAttribute("inputmode"))).toEqual(["numeric", "tel"]);
  });
});

describe("an amount", () => {
  const units = [
    { id: "kw", label: both("千瓦", "kW") },
    { id: "kva", label: both("千伏安", "kVA") },
  ];

  it("has its only unit without a question", async () => {
    const onChange = vi.fn();
    const field = fieldOf({ kind: "amount", units: units.slice(0, 1) });
    const person = show(<Field field={field} onChange={onChange} />);
    await person.type(screen.getByRole("textbox"), "5");
    expect(screen.queryByRole("combobox")).toBeNull();
    expect(onChange).toHaveBeenLastCalledWith({ amount: "5", unit: "kw" });
  });

  it("lets the clerk choose where the form leaves the unit open", async () => {
    const onChange = vi.fn();
    const person = show(<Field field={fieldOf({ kind: "amount", units })} onChange={onChange} />);
    await person.type(screen.getByRole("textbox"), "5");
    expect(onChange).toHaveBeenLastCalledWith({ amount: "5", unit: null });
    await person.selectOptions(screen.getByRole("combobox"), "千伏安");
    expect(onChange).toHaveBeenLastCalledWith({ amount: "5", unit: "kva" });
  });

  it("takes a chosen unit back", async () => {
    const onChange = vi.fn();
    const value = { amount: "5", unit: "kw" };
    const person = show(<Field field={fieldOf({ kind: "amount", units })} value={value} onChange={onChange} />);
    await person.selectOptions(screen.getByRole("combobox"), "");
    expect(onChange).toHaveBeenLastCalledWith({ amount: "5", unit: null });
  });

  it("names its units in the language of the screen", () => {
    show(<Field field={fieldOf({ kind: "amount", units })} />, "en");
    expect(screen.getAllByRole("option").map((option) => option.textContent)).toContain("kVA");
  });
});

describe("a date", () => {
  it("sets the hyphens while digits are typed", async () => {
    const onChange = vi.fn();
    const person = show(<Field field={fieldOf({ kind: "date" })} onChange={onChange} />);
    await person.type(screen.getByRole("textbox"), "20261121");
    expect(onChange).toHaveBeenLastCalledWith("2026-11-21");
  });

  it("keeps the day of a pasted text whatever time stands behind it", async () => {
    const onChange = vi.fn();
    const person = show(<Field field={fieldOf({ kind: "date" })} onChange={onChange} />);
    await person.click(screen.getByRole("textbox"));
    await person.paste("2026/1/12 3:04");
    expect(onChange).toHaveBeenLastCalledWith("2026-01-12");
  });

  it("is corrected part by part: the day taken away and typed anew leaves month and hour alone", async () => {
    const onChange = vi.fn();
    const person = show(<Field field={fieldOf({ kind: "hour" })} value="2026-12-21 09" onChange={onChange} />);
    await person.type(screen.getByRole("textbox"), "{Backspace}{Backspace}28", {
      initialSelectionStart: 10,
      initialSelectionEnd: 10,
    });
    await person.tab();
    expect(onChange).toHaveBeenLastCalledWith("2026-12-28 09");
  });

  it("says at the field that it cannot read a text, and keeps the text", async () => {
    const person = show(<Field field={fieldOf({ kind: "date" })} />);
    const input = screen.getByRole<HTMLInputElement>("textbox");
    await person.click(input);
    await person.paste("12/1/2026");
    await person.tab();
    expect(input.value).toBe("12/1/2026");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    const words = screen.getByText("✕ 看不懂这个日期，请写成 2026-11-21。");
    expect(input.getAttribute("aria-describedby")?.split(" ")).toContain(words.id);
    await person.clear(input);
    await person.type(input, "2026-02-30");
    expect(screen.queryByText(/看不懂/)).toBeNull();
    await person.tab();
    expect(screen.getByText("✕ 没有这一天，请核对。")).toBeTruthy();
  });

  it("shows the weekday in the language of the screen", () => {
    show(<Field field={fieldOf({ kind: "date" })} value="2026-11-21" />, "en");
    expect(screen.getByText(/^Sat/)).toBeTruthy();
  });

  it("shows the weekday in Chinese", () => {
    show(<Field field={fieldOf({ kind: "date" })} value="2026-11-21" />);
    expect(screen.getByText(/六$/)).toBeTruthy();
  });

  it("takes the hour with the day where the form asks for it", async () => {
    const onChange = vi.fn();
    const person = show(<Field field={fieldOf({ kind: "hour" })} onChange={onChange} />);
    await person.type(screen.getByRole("textbox"), "2026112109");
    expect(onChange).toHaveBeenLastCalledWith("2026-11-21 09");
  });

  it("lets the person delete a hyphen", async () => {
    const onChange = vi.fn();
    const person = show(<Field field={fieldOf({ kind: "date" })} value="2026-11" onChange={onChange} />);
    await person.type(screen.getByRole("textbox"), "{Backspace}{Backspace}{Backspace}");
    expect(onChange).toHaveBeenLastCalledWith("2026");
  });
});

describe("a choice", () => {
  it("of yes or no gives true or false", async () => {
    const onChange = vi.fn();
    const person = show(<Field field={fieldOf({ kind: "yes-no" })} onChange={onChange} />, "en");
    await person.click(screen.getByText("Yes"));
    expect(onChange).toHaveBeenLastCalledWith(true);
    await person.click(screen.getByText("No"));
    expect(onChange).toHaveBeenLastCalledWith(false);
  });

  it("of several options keeps each that is ticked", async () => {
    const onChange = vi.fn();
    const options = [
      { id: "new", label: both("新装", "New") },
      { id: "more", label: both("增容", "More") },
    ];
    const person = show(<Field field={fieldOf({ kind: "choices", options })} onChange={onChange} />);
    await person.click(screen.getByRole("checkbox", { name: "新装" }));
    await person.click(screen.getByRole("checkbox", { name: "增容" }));
    expect(onChange).toHaveBeenLastCalledWith(["new", "more"]);
    await person.click(screen.getByRole("checkbox", { name: "新装" }));
    expect(onChange).toHaveBeenLastCalledWith(["more"]);
  });
});
