import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBrokenLink } from "#station/db/audit.ts";
import { openDayStation, type DayStation } from "./day-hall.ts";
import { exportLedger } from "./day-ledger.ts";
import { readDayStory } from "./day-story.ts";
import { expectLedgerLine, expectRecorded, type PlayedCase } from "./played-case.ts";
import { playDuplicate } from "./visits/duplicate.ts";
import { playHandedOver } from "./visits/handed-over.ts";
import { playIncomplete } from "./visits/incomplete.ts";
import { playJointApproval } from "./visits/joint-approval.ts";
import { playOnBehalf } from "./visits/on-behalf.ts";
import { playOutage, printPaperForms } from "./visits/outage.ts";
import { playPlain } from "./visits/plain.ts";
import { playNoSuspension, playSuspended } from "./visits/suspended.ts";

/**
 * Plays a whole day at the hall of a locality from `test/fixtures/days`: each visit through the pages of its people,
 * then the day's ledger.
 */
export function playDay(profileId: string): void {
  const story = readDayStory(profileId);
  const cases: PlayedCase[] = [];
  let day: DayStation;
  let paper = "";

  /** Plays a visit and checks at once what it left in the audit and in the tray. */
  async function visit(played: Promise<PlayedCase[]>): Promise<void> {
    for (const one of await played) {
      cases.push(one);
      await expectRecorded(day, one);
    }
    expect(day.station.errors).toEqual([]);
  }

  describe(`a whole day under the rules of ${profileId}`, () => {
    beforeAll(async () => {
      day = await openDayStation(profileId, story.on);
      [paper = ""] = await printPaperForms(day, 2);
    });
    afterAll(() => day.close());

    it("takes in a plain visit, and prints a sheet again that did not come", () =>
      visit(playPlain(day, story.plain).then((one) => [one])));
    it("lists everything that is missing at once, and accepts it when it is brought", () =>
      visit(playIncomplete(day, story.incomplete).then((one) => [one])));
    it("takes in an entry on behalf with the applicant's consent, and not without", () =>
      visit(playOnBehalf(day, story.onBehalf).then((one) => [one])));
    it("hands a case over to a colleague, who answers for it once it is accepted", () =>
      visit(playHandedOver(day, story.handedOver).then((one) => [one])));
    it("finds the same case at a second window, and leaves the choice to the clerk", () =>
      visit(playDuplicate(day, story.duplicate)));
    it("enters paper of an outage later, with the true time of receipt", () =>
      visit(playOutage(day, story.outage, paper).then((one) => [one])));
    it("goes from a survey through joint approval and work to the close", () =>
      visit(playJointApproval(day, story.jointApproval).then((one) => [one])));
    it(
      story.suspended === null
        ? "has no rule of suspension, and says so"
        : "holds a suspended utility to joint approval, with the order named",
      async () => {
        if (story.suspended === null) await playNoSuspension(day);
        else await visit(playSuspended(day, story.suspended).then((one) => [one]));
      },
    );

    it("ends with the audit whole, and a ledger that says of each case what was done", async () => {
      day.turnTo(story.closing.at, story.closing.on);
      const { page } = await day.seat("supervisor");
      const lines = await exportLedger(page, day.on);
      expect(lines.map((line) => line["受理编号"]).toSorted()).toEqual(cases.map(({ number }) => number).toSorted());
      for (const played of cases)
        expectLedgerLine(
          day,
          played,
          lines.find((line) => line["受理编号"] === played.number),
        );
      expect(findBrokenLink(day.station.context.db)).toBeNull();
      expect(await day.faults()).toEqual([]);
    });
  });
}
