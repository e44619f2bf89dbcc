import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { badInput, type Problem } from "#shared/lib/problem.ts";
import { unreachable } from "#renderer/host/host-problem.ts";
import { ProblemNote } from "#renderer/ui/ProblemNote.tsx";
import { show } from "#test/helpers/page/show.tsx";

const wrongFields: Problem = badInput([
  { path: "form.water.demand", message: { zh: "请填写用水量", en: "Fill in the water demand" } },
]).problem;

describe("a problem", () => {
  it("says what happened, whether the data is safe, and what to do", () => {
    show(<ProblemNote problem={unreachable()} />);
    const said = screen.getAllByRole("definition").map((part) => part.textContent);
    expect(said).toEqual([unreachable().what.zh, unreachable().safe.zh, unreachable().next.zh]);
  });

  it("says the same in English", () => {
    show(<ProblemNote problem={unreachable()} />, "en");
    const said = screen.getAllByRole("definition").map((part) => part.textContent);
    expect(said).toEqual([unreachable().what.en, unreachable().safe.en, unreachable().next.en]);
  });

  it("is read out at once by a screen reader", () => {
    show(<ProblemNote problem={unreachable()} />);
    expect(screen.getByRole("alert")).toBeTruthy();
  });

  it("lists the fields that are wrong", () => {
    show(<ProblemNote problem={wrongFields} />, "en");
    expect(screen.getByRole("listitem").textContent).toBe("Fill in the water demand");
  });

  it("leaves the fields out where each field shows its own problem", () => {
    show(<ProblemNote problem={wrongFields} hideFields />);
    expect(screen.queryByRole("listitem")).toBeNull();
  });

  it("offers only the buttons that lead somewhere", async () => {
    const onRetry = vi.fn();
    const person = show(<ProblemNote problem={unreachable()} onRetry={onRetry} />, "en");
    expect(screen.getAllByRole("button")).toHaveLength(1);
    await person.click(screen.getByRole("button", { name: "Try again" }));
    expect(onRetry).toHaveBeenCalledOnce();
  });
});
