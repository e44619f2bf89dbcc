import type { Field, FieldValue } from "#shared/profile/form.ts";
import type { Rng } from "#test/helpers/rng.ts";
import type { KioskHall } from "./kiosk-hall.ts";
import { page } from "./headless-page.ts";
import type { SlowLink } from "./slow-link.ts";

/** One visitor on the way through the kiosk. */
export type Visitor = {
  hall: KioskHall;
  link: SlowLink;
  rng: Rng;
  /** Stands in every text that this visitor types, and nowhere else. */
  secret: string;
  /** A visitor who wants to come to the end, not one who only plays. */
  isPurposeful: boolean;
  wrong: string[];
};

/** Lets what was set off on the page come as far as it can. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits for an answer, however late it is. */
export async function answered<T>(link: SlowLink, asked: Promise<T>): Promise<T> {
  const waiting = { isOver: false };
  const ended = asked.finally(() => {
    waiting.isOver = true;
  });
  ended.catch(() => undefined);
  while (!waiting.isOver) {
    await settle();
    await link.deliver();
  }
  return ended;
}

const visit = () => page.useVisitStore.getState();

const rightAnswers = (secret: string): Record<string, string> => ({
  applicant: `${secret}公司`,
  site: `云海市${secret}路 77 号`,
  contact: secret,
  phone: "13787654391",
  identityNumber: "11010519491231002X",
});

/** An answer to a question: the right one where there is one, or anything at all. */
function answerTo(field: Field, { rng, secret, isPurposeful }: Visitor): FieldValue | undefined {
  const right = rightAnswers(secret)[field.id];
  if (right !== undefined && (isPurposeful || rng.chance(0.6))) return right;
  if (isPurposeful) return undefined;
  switch (field.kind) {
    case "text":
      return rng.pick(["", `${secret}，随便写的`, "1380000"]);
    case "integer":
      return rng.pick(["7", secret]);
    case "amount":
      return { amount: rng.pick(["3.5", secret]), unit: field.units[0]?.id ?? null };
    case "choice":
      return rng.pick(field.options).id;
    case "choices":
      return [rng.pick(field.options).id];
    case "yes-no":
      return rng.chance(0.5);
    case "list":
      return [{}];
    default:
      return rng.pick(["2026-11-21", secret]);
  }
}

function answer(visitor: Visitor): void {
  const { profile, utilities, at, setValue } = visit();
  const question = profile === null ? undefined : page.questionsOf(profile, utilities)[at];
  if (question === undefined) return;
  const value = answerTo(question.field, visitor);
  if (value !== undefined) setValue(question.section.id, question.field.id, value);
}

/** What the page says of the slip, held against what lies in the printer's tray. */
async function readSlip({ hall, link, wrong }: Visitor): Promise<void> {
  const { application } = visit();
  if (application === null) return;
  await hall.rest(1_000);
  const jobs = await answered(link, page.ask("print.list", { applicationId: application.id })).catch(() => null);
  if (jobs === null) return;
  const state = page.slipStateOf(jobs);
  const isOnPaper = hall.onPaper.has(application.id);
  const isTrue = {
    // The queue has come to rest: nothing is being printed any more.
    printing: false,
    printed: isOnPaper,
    sent: isOnPaper,
    folder: !hall.hasPrinter,
    waiting: !isOnPaper && hall.hasPrinter,
    held: !isOnPaper,
    unsure: true,
    missing: false,
    unknown: false,
  }[state];
  if (!isTrue) wrong.push(`untrue: ${state}, paper ${String(isOnPaper)}`);
}

/** Changes how the printer is, or how it will answer. */
function turnPrinter({ hall, rng }: Visitor): void {
  hall.printer.state = rng.pick([
    { state: "ready", troubles: [] },
    { state: "stopped", troubles: ["paper-out"] },
    { state: "attention", troubles: ["cover-open"] },
    "throw",
  ] as const) as typeof hall.printer.state;
  const failed = (again: boolean) => ({
    pages: 0,
    answer: { outcome: "failed" as const, trouble: "paper-out" as const, again, detail: null },
  });
  if (rng.chance(0.15)) {
    const returned = failed(rng.chance(0.5));
    // The kiosk's window goes while the slip is on its way; the printer then gives it back.
    return hall.answerBy(() => {
      if (hall.session.role === "kiosk") void hall.dispatch("session.startKiosk", {});
      return returned;
    });
  }
  const move = rng.pick([
    { pages: null, answer: { outcome: "device-confirmed" } },
    { pages: null, answer: { outcome: "device-confirmed" } },
    { pages: null, answer: { outcome: "sent" } },
    failed(true),
    failed(false),
    { pages: 0, answer: { outcome: "unconfirmed", trouble: "jam", pages: null, detail: null } },
  ] as const);
  hall.answerBy(() => move);
}

/** What any visitor may do on any screen. */
async function stray(visitor: Visitor): Promise<void> {
  const { hall, link, rng } = visitor;
  switch (rng.below(6)) {
    case 0:
      return page.setVisitLanguage(rng.pick(["zh", "en"]));
    case 1:
      return page.useDisplayStore.setState({ elder: rng.chance(0.5) });
    case 2:
      return turnPrinter(visitor);
    case 3:
      return hall.rest(rng.pick([500, 5_000, 70_000]));
    case 4:
      return link.deliver();
    default:
      void page.checkVisit();
  }
}

async function stepHere(visitor: Visitor): Promise<void> {
  const { rng, isPurposeful } = visitor;
  const { screen, profile, utilities, busy, toggleUtility, show, showQuestion } = visit();
  const goesBack = rng.chance(isPurposeful ? 0.02 : 0.2);
  switch (screen) {
    case "welcome":
      if (!busy) void page.beginVisit(rng.chance(0.05) ? "no-such-place" : "yunhai");
      return;
    case "choose":
      if (utilities.length === 0 || rng.chance(0.3)) toggleUtility(rng.pick(profile?.utilities ?? []).id);
      else page.goForward();
      return;
    case "question":
      if (goesBack) return page.goBack();
      answer(visitor);
      if (rng.chance(0.2)) void page.checkVisit();
      return page.goForward();
    case "review":
      if (busy) return;
      if (goesBack) return rng.chance(0.5) ? page.goBack() : show("choose");
      if (rng.chance(0.1)) return showQuestion(0, true);
      void page.submitVisit();
      return;
    case "done":
      return readSlip(visitor);
  }
}

/** One step of a visit that does not end it. */
export async function step(visitor: Visitor): Promise<void> {
  if (visitor.rng.chance(0.15)) await stray(visitor);
  else await stepHere(visitor);
  await settle();
}
