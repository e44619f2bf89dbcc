import { join } from "node:path";
import type { Page } from "playwright-core";
import { startLoopback, type LoopbackHost } from "#station/app/loopback.ts";
import { projectRoot } from "#station/lib/resources.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { instantOf, type LocalDate } from "#shared/time/instant.ts";
import { openPage, SMALL } from "#test/helpers/browser.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { startTestStation, stopTestStation, type TestStation } from "#test/helpers/hall.ts";
import { workerBrowser } from "#test/helpers/page-fixture.ts";

/** Who works in the demo hall, by the name on the sign-in page. */
export const PEOPLE = { clerkA: "示例经办甲", clerkB: "示例经办乙", supervisor: "示例主管" } as const;
export type Person = keyof typeof PEOPLE;

/**
 * One window of the hall: a page of its own behind a host of its own, so that its session is its own. `applicantUrl`
 * is the page turned to the applicant.
 */
export type Seat = { page: Page; faults: string[]; applicantUrl: string };

/** A hall at work on one day: its clock is turned by hand, its people sit at seats of their own. */
export type DayStation = {
  station: TestStation;
  profile: Profile;
  on: LocalDate;
  /** Turns the clock to `HH:MM` of a day, the day itself unless another is named. */
  turnTo: (time: string, on?: LocalDate) => void;
  /** The seat of a person, who signs in by keyboard when first asked for. */
  seat: (person: Person) => Promise<Seat>;
  /** The window turned to the applicant at a person's seat. */
  applicantWindow: (person: Person) => Promise<Seat>;
  /** What any page's console called an error so far. */
  faults: () => Promise<string[]>;
  close: () => Promise<void>;
};

/** Signs a person in by keyboard alone: Tab to the name, Enter, the PIN, Enter. */
export async function signInByKeyboard(page: Page, name: string): Promise<void> {
  const own = page.getByRole("button", { name: new RegExp(name) });
  await own.waitFor();
  const isOnName = (): Promise<boolean> => own.evaluate((button) => button === document.activeElement);
  for (let tabs = 0; tabs < 12 && !(await isOnName()); tabs += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.type("2468");
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=tiles], [data-testid=supervisor]").first().waitFor();
}

/** `HH:MM` of a day in China as an instant. */
export const instantAt = (on: LocalDate, time: string): string => {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return instantOf(on, hour * 60 + minute);
};

/** `HH:MM`, so many minutes later on the same day. */
export function minutesAfter(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const all = hour * 60 + minute + minutes;
  return [Math.floor(all / 60), all % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Opens a hall under a locality's rules in the morning of a day, with a real Chromium for its windows. */
export async function openDayStation(profileId: string, on: LocalDate): Promise<DayStation> {
  const clock = new HandClock(instantAt(on, "08:30"));
  const browser = await workerBrowser();
  const station = await startTestStation(profileId, { now: clock.now });
  const hosts: LoopbackHost[] = [];
  const seats = new Map<string, Promise<Seat>>();

  async function sit(person: Person): Promise<Seat> {
    const host = await startLoopback(station.dispatcher, join(projectRoot(), "dist", "renderer"));
    hosts.push(host);
    const opened = await openPage(browser, host.url, SMALL);
    await signInByKeyboard(opened.page, PEOPLE[person]);
    return { ...opened, applicantUrl: host.applicantUrl };
  }
  const once = (key: string, open: () => Promise<Seat>): Promise<Seat> => {
    const seat = seats.get(key) ?? open();
    seats.set(key, seat);
    return seat;
  };
  const seat = (person: Person): Promise<Seat> => once(person, () => sit(person));
  return {
    station,
    profile: station.context.profiles.get(profileId).profile,
    on,
    turnTo: (time, day = on) => clock.set(instantAt(day, time)),
    seat,
    applicantWindow: (person) =>
      once(`${person} applicant`, async () => {
        const { applicantUrl } = await seat(person);
        return { ...(await openPage(browser, applicantUrl, SMALL)), applicantUrl };
      }),
    faults: async () => (await Promise.all(seats.values())).flatMap((one) => one.faults),
    async close() {
      for (const one of await Promise.all(seats.values())) await one.page.context().close();
      for (const host of hosts) await host.close();
      await stopTestStation(station);
    },
  };
}
