import { screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { FoundApplications } from "#shared/contract/search.ts";
import { OpenFault } from "#renderer/features/records/OpenFault.tsx";
import { useApplicationStore } from "#renderer/features/records/application-store.ts";
import { SearchDrawer } from "#renderer/features/search/SearchDrawer.tsx";
import { host } from "#test/helpers/page/fake-host.ts";
import { show } from "#test/helpers/page/show.tsx";
import { caseOf } from "#test/helpers/page/shown-case.ts";

const { application } = caseOf();

const found = (applicant: string): FoundApplications => ({
  lines: [
    {
      id: "a1",
      acceptanceNumber: application.acceptanceNumber,
      status: "accepted",
      applicant,
      statusName: { zh: "已受理", en: "Accepted" },
      site: "云海路 8 号",
      contact: "王小明",
      phone: "138****1111",
      profileId: "yunhai",
      utilities: ["water"],
      acceptedAt: application.acceptedAt,
      window: "2 号窗口",
      remote: false,
      dutyHolder: "李明",
    },
  ],
  more: false,
});

/** The counter with its search open. */
function showSearch() {
  const onClose = vi.fn();
  const person = show(
    <>
      <OpenFault />
      <SearchDrawer onClose={onClose} />
    </>,
    "en",
  );
  return { person, onClose };
}

beforeEach(() => {
  useApplicationStore.setState(useApplicationStore.getInitialState());
  host.answer({ "profile.list": () => [], "application.search": ({ text }) => found(`${text}公司`) });
});

describe("search", () => {
  it("searches as somebody types, and keeps what it found until the next answer", async () => {
    const { person } = showSearch();
    await person.type(screen.getByRole("searchbox"), "云");
    await screen.findByText("云公司");
    let answer = (): void => undefined;
    host.answer({
      "application.search": () => new Promise((resolve) => (answer = () => resolve(found("云海公司")))),
    });
    await person.type(screen.getByRole("searchbox"), "海");
    await vi.waitFor(() => expect(host.inputsOf("application.search")).toContainEqual({ text: "云海" }));
    expect(screen.getByText("云公司")).toBeTruthy();
    answer();
    await screen.findByText("云海公司");
    await person.clear(screen.getByRole("searchbox"));
    await vi.waitFor(() => expect(screen.queryByTestId("today-line")).toBeNull());
  });

  it("opens what is picked", async () => {
    host.answer({ "application.get": () => application });
    const { person, onClose } = showSearch();
    await person.type(screen.getByRole("searchbox"), "云海");
    await person.click(await screen.findByTestId("today-line"));
    await vi.waitFor(() => expect(useApplicationStore.getState()).toMatchObject({ id: "a1", asCase: true }));
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("says why what is picked could not be opened, and what was on screen stays", async () => {
    host.answer({
      "application.get": () => {
        throw new Error("connection reset");
      },
    });
    const { person } = showSearch();
    await person.type(screen.getByRole("searchbox"), "云海");
    await person.click(await screen.findByTestId("today-line"));
    expect((await screen.findByTestId("problem-what")).textContent).toContain("connection");
    expect(useApplicationStore.getState().id).toBeNull();
  });
});
