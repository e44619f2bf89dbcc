import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { axeFindings, lookAtBothSizes, SMALL, tooWide } from "#test/helpers/browser.ts";
import { signInClerk } from "#test/helpers/counter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { PORTRAIT, tooSmall } from "#test/helpers/kiosk-page.ts";
import { fillBusyStation, type BusyStation } from "#test/helpers/screens/busy-hall.ts";
import { walkApplicant } from "#test/helpers/screens/walk-applicant.ts";
import { walkCounter } from "#test/helpers/screens/walk-counter.ts";
import { walkKiosk } from "#test/helpers/screens/walk-kiosk.ts";
import { walkSupervisor } from "#test/helpers/screens/walk-supervisor.ts";
import type { Look } from "#test/helpers/screens/walk.ts";
import { stage } from "#test/helpers/page-fixture.ts";

const TODAY = "2026-11-20";

let station: TestStation;
let numbers: BusyStation;
let findings: string[];
let opened: { page: Page; faults: string[] }[];

beforeEach(async () => {
  station = await stage.openStation("yunhai", { now: new HandClock(`${TODAY}T06:10:00.000Z`).now });
  numbers = await fillBusyStation(station.context, TODAY);
  [findings, opened] = [[], []];
});

async function open(url: string, viewport: { width: number; height: number } = SMALL): Promise<Page> {
  const one = await stage.visit(url, viewport);
  opened.push(one);
  return one.page;
}

const BOXES = [
  "html",
  "main",
  "[data-testid=main-column]",
  "[data-testid=side-column]",
  ".card",
  "[data-testid=shell-header]",
  "[data-testid=page]",
  ".ant-drawer-body",
  ".ant-modal-body",
  "[data-testid=kiosk-scroll]",
  "[data-testid=applicant-body]",
].join(", ");

/** The counter's screens that are laid out differently on a large screen. */
const AT_BOTH_SIZES = [
  "sign-in",
  "form-blank",
  "form-every-fact",
  "form-refused-later-entry",
  "form-scanned",
  "preview",
  "duplicate",
  "accepted",
  "today",
  "search",
];

/** What axe finds on a screen, and what sticks out of it sideways. */
const look: Look = async (screen, page) => {
  const found = [...(await axeFindings(page)), ...(await tooWide(page, BOXES))];
  findings.push(...found.map((one) => `${screen}: ${one}`));
};
const lookAtCounter: Look = async (screen, page) => {
  if (AT_BOTH_SIZES.includes(screen))
    findings.push(...(await lookAtBothSizes(page, BOXES)).map((one) => `${screen}: ${one}`));
  else await look(screen, page);
};
const lookAtKiosk: Look = async (screen, page) => {
  await look(screen, page);
  findings.push(...(await tooSmall(page)).map((one) => `${screen}: ${one}`));
};
const expectClean = (): void => {
  expect(findings).toEqual([]);
  expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  expect(station.errors).toEqual([]);
};

// One walk opens some thirty screens and has each of them gone through.
describe.each(["zh", "en"] as const)(
  "every screen, drawer, dialog and form, in %s",
  { timeout: 720_000 },
  (language) => {
    it("of the counter gives axe nothing to find, and nothing sticks out", async () => {
      await walkCounter(await open(station.host.url), language, lookAtCounter, numbers);
      expectClean();
    });

    it("of the supervisor gives axe nothing to find, and nothing sticks out", async () => {
      await walkSupervisor(await open(station.host.url), language, look);
      expectClean();
    });

    it("of the kiosk gives axe nothing to find, and is large enough to read and to touch", async () => {
      await walkKiosk(await open(station.host.url, PORTRAIT), language, lookAtKiosk);
      expectClean();
    });

    it("of the applicant's window gives axe nothing to find, and nothing sticks out", async () => {
      const clerk = await open(station.host.url);
      await signInClerk(clerk);
      await walkApplicant(clerk, await open(station.host.applicantUrl), language, look);
      expectClean();
    });
  },
);

it("every screen of the kiosk in large print gives axe nothing to find, and is large enough", async () => {
  await walkKiosk(await open(station.host.url, PORTRAIT), "zh", lookAtKiosk, true);
  expectClean();
});
