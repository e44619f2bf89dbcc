import type { Rng } from "#test/helpers/rng.ts";
import { makeRng } from "#test/helpers/rng.ts";
import { linkPage, page, residueOf } from "./headless-page.ts";
import type { KioskHall } from "./kiosk-hall.ts";
import { openSlowLink, type SlowLink } from "./slow-link.ts";
import { answered, settle, step, type Visitor } from "./steps.ts";

/** The ways in which a visit ends. */
export const ENDS = ["back", "finish", "leave", "time-out", "language", "fault", "reload", "staff"] as const;
/** One of them. */
export type End = (typeof ENDS)[number];

/** What staff did with the slips that earlier visits left. */
type StaffDone = { released: number; discarded: number };

/** One walk: how it ended, what became of its slip, and what was wrong. */
export type KioskRun = StaffDone & {
  seed: number;
  end: End;
  from: string;
  slip: "none" | "printed" | "held" | "unsure" | "folder";
  wrong: string[];
};

/** Changes what a button of the page does, so that the proof shows that it would notice. */
export type PagePlant = (end: End) => (() => void) | null;

const visit = () => page.useVisitStore.getState();
const MAX_STEPS = 60;
/** Longer than the longest wait of a printer's queue. */
const LATER_MS = 130_000;

/** The ways out of the screen that is shown. */
function endsHere(): readonly End[] {
  switch (visit().screen) {
    case "welcome":
      return ["time-out", "language", "fault", "reload", "staff"];
    case "choose":
      return ["back", "back", "leave", "time-out", "language", "fault", "reload", "staff"];
    case "question":
    case "review":
      return ["leave", "time-out", "language", "fault", "reload", "staff"];
    case "done":
      return ["finish", "finish", "time-out", "language", "fault", "reload", "staff"];
  }
}

/** A page that is loaded again: its memory is new, and its shell ends the visit that the host still knows. */
function reload(link: SlowLink): void {
  link.drop();
  page.useVisitStore.setState(page.useVisitStore.getInitialState(), true);
  page.useDisplayStore.setState(page.useDisplayStore.getInitialState(), true);
  page.useLanguageStore.setState({ language: "zh" });
  page.wipeVisit();
}

/** A member of staff signs in, perhaps at the second try; the kiosk's shell goes. */
async function takeOver({ link, hall, rng }: Visitor): Promise<void> {
  const { signIn, clearProblem } = page.useSessionStore.getState();
  if (rng.chance(0.2)) {
    await answered(link, signIn("clerk-1", "0000"));
    clearProblem();
  }
  link.mend();
  await link.deliver();
  await hall.rest(61_000);
  await signIn("clerk-1", "2468");
  page.clearPage();
}

async function endBy(end: End, visitor: Visitor): Promise<void> {
  switch (end) {
    case "back":
      return page.goBack();
    case "reload":
      return reload(visitor.link);
    case "staff":
      return takeOver(visitor);
    case "language":
      // Touched in the moment of the end: the words of the visitor's language must not stay.
      page.setVisitLanguage("en");
      return page.wipeVisit();
    case "finish":
    case "leave":
    case "time-out":
    case "fault":
      return page.wipeVisit();
  }
}

/** Every slip that was left to staff is printed or discarded by the person who signed in. */
async function clearHeld({ hall, rng, wrong }: Visitor): Promise<StaffDone> {
  const done = { released: 0, discarded: 0 };
  for (const { jobId, applicationId } of await page.ask("print.listHeld", {})) {
    if (rng.chance(0.5)) {
      await page.ask("print.release", { jobId });
      done.released += 1;
      await hall.rest(LATER_MS);
      if (!hall.onPaper.has(applicationId) && hall.hasPrinter) wrong.push("lost: a released slip did not come");
    } else {
      await page.ask("print.cancel", { jobId, why: "访客已离开" });
      done.discarded += 1;
    }
  }
  return done;
}

/** Waits until the host has forgotten the visit: the kiosk opens to nobody before. */
async function waitForWipe({ link, wrong }: Visitor): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await link.deliver();
    await settle();
    const { host } = page.useWipeStore.getState();
    if (host === "wiped" && !link.isLate()) return;
    if (host === "failed") void page.wipeHost();
    if (turn > 10) link.mend();
  }
  wrong.push("stuck: the kiosk does not open again");
}

function slipAtEnd(hall: KioskHall, applicationIds: readonly string[], wrong: string[]): KioskRun["slip"] {
  const [id] = applicationIds;
  if (id === undefined) return "none";
  if (applicationIds.length > 1) wrong.push("twice: one visit made two applications");
  const job = hall.slipOf(id);
  switch (job?.outcome) {
    case "queued":
      if (job?.pause !== "visit-ended") wrong.push("loose: a slip waits to print by itself");
      return "held";
    case "device-confirmed":
      return "printed";
    case "sent":
      return hall.hasPrinter ? "printed" : "folder";
    case "unconfirmed":
      return "unsure";
    default:
      wrong.push(`lost: a slip is ${String(job?.outcome)}, and nobody was told`);
      return "none";
  }
}

/** Walks one visitor from the start page to an end, and looks at what stays. */
export async function walkKiosk(hall: KioskHall, seed: number, plant: PagePlant = () => null): Promise<KioskRun> {
  const rng: Rng = makeRng(seed);
  const link = openSlowLink(hall, rng);
  linkPage(link.call);
  const wrong: string[] = [];
  const secret = `来访${seed}号`;
  const visitor: Visitor = { hall, link, rng, secret, isPurposeful: rng.chance(0.6), wrong };
  const accepted: string[] = [];
  const stop = hall.context.events.subscribe((event) => {
    if (event.kind === "application.accepted") accepted.push(event.id);
  });
  const { key } = visit();

  const steps = visitor.isPurposeful ? 20 + rng.below(MAX_STEPS - 20) : 1 + rng.below(rng.pick([4, 25]));
  for (let taken = 0; taken < steps && visit().key === key; taken += 1) await step(visitor);
  const from = visit().screen;
  const end = rng.pick(endsHere());
  const planted = plant(end);
  if (planted === null) await endBy(end, visitor);
  else planted();
  wrong.push(...residueOf(secret, "zh"));
  if (visit().key === key) wrong.push("residue: key");

  let done: StaffDone = { released: 0, discarded: 0 };
  hall.printer.state = { state: "ready", troubles: [] };
  hall.answerBy(() => ({ pages: null, answer: { outcome: "device-confirmed" } }));
  if (end === "staff") {
    await hall.rest(LATER_MS);
    done = await clearHeld(visitor);
    page.wipeVisit();
  }
  await waitForWipe(visitor);
  wrong.push(...residueOf(secret, "zh"));
  if (hall.session.visit.size > 0) wrong.push("residue: the host still shows the application");
  for (let turn = 0; turn < 3; turn += 1) await hall.rest(LATER_MS);
  const slip = end === "staff" ? "none" : slipAtEnd(hall, accepted, wrong);
  stop();
  // A printer that throws when it is asked is one of those that a hall has; the log tells of it.
  const faults = hall.errors.splice(0).filter((error) => !String(error).includes("the driver broke"));
  wrong.push(...hall.wrongPapers.splice(0), ...faults.map((error) => `fault: ${String(error)}`));
  return { seed, end, from, slip, ...done, wrong: [...new Set(wrong)] };
}
