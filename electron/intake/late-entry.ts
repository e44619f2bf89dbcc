import type { ContactRow, OutageEntry } from "#shared/case/application.ts";
import { readAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { isBlankText } from "#shared/lib/plain-text.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { illegalText } from "#shared/lib/plain-text.ts";
import { badInput, type FieldProblem } from "#shared/lib/problem.ts";
import { instantOf, type Instant } from "#shared/time/instant.ts";
import { readTypedDate } from "#shared/time/typed-date.ts";
import { findOperator, type Operator } from "#station/db/operators.ts";
import { findPaperForm, markPaperUsed } from "#station/db/paper-forms.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";

/** The part of an instant's text that holds date, hour and minute. */
const MINUTE_LENGTH = 16;

/** A later entry (补录) as read from a draft; null if the draft is not one. */
export type ReadLateEntry = { outage: OutageEntry | null; receiver: Operator | null; problems: FieldProblem[] };

/** Reads a local time with its minute (`2026-11-20 15:30`, `2026/11/20 15:30`) or an instant; null if it is neither. */
export function readReceivedAt(text: string): Instant | null {
  const read = readTypedDate(text, "minute");
  const local = read.kind === "read" ? /^(.{10}) (\d{2}):(\d{2})$/.exec(read.value) : null;
  if (local !== null) {
    const [, day = "", hour, minute] = local;
    return instantOf(day, Number(hour) * 60 + Number(minute));
  }
  // `Date` reads 30 February as 2 March, so an instant counts only if it formats back to the same text.
  const at = new Date(text);
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text) &&
    !Number.isNaN(at.getTime()) &&
    at.toISOString() === text
    ? text
    : null;
}

function readPaperForm(
  context: StationContext,
  profileId: string,
  text: string,
): { number: string; printedAt: Instant | null; problems: FieldProblem[] } {
  const wrong = (zh: string, en: string) => ({
    number: text.trim(),
    printedAt: null,
    problems: [{ path: "outage.paperNumber", message: bilingual(zh, en) }],
  });
  const read = readAcceptanceNumber(text);
  if (!read.ok)
    return wrong(`纸质单编号：${read.message.zh.replaceAll("受理编号", "编号")}`, `Paper number: ${read.message.en}`);
  const form = findPaperForm(context.db, read.number);
  if (form === null)
    return wrong(
      "本机没有印制过这个编号的纸质单，请核对编号",
      "No form with this number was printed here; compare the number",
    );
  if (form.state === "used")
    return wrong("这张纸质单已经补录过，一张只能录一次", "This form was entered before; each is entered once");
  if (form.state === "spoiled") return wrong("这张纸质单已作废", "This form was marked as spoiled");
  if (form.profileId !== profileId)
    return wrong("这张纸质单属于另一套地方规则", "This form belongs to another locality's rules");
  return { number: form.number, printedAt: form.printedAt, problems: [] };
}

/** Reads and checks a later entry: its paper form is known and unused, received after printing and not in the future. */
export function readLateEntry(context: StationContext, actor: Actor, body: DraftBody, now: Instant): ReadLateEntry {
  const { outage } = body;
  if (outage === undefined) return { outage: null, receiver: null, problems: [] };
  const problems: FieldProblem[] = [];
  const wrong = (field: string, zh: string, en: string) =>
    void problems.push({ path: `outage.${field}`, message: bilingual(zh, en) });
  if (body.channel === "kiosk") wrong("paperNumber", "自助机不能补录纸质单", "a kiosk cannot enter a paper form");
  const paper = readPaperForm(context, body.profileId, outage.paperNumber);
  problems.push(...paper.problems);
  const receivedAt = readReceivedAt(outage.receivedAt);
  if (receivedAt === null)
    wrong(
      "receivedAt",
      "收件时间须写成 年-月-日 时:分，如 2026-11-20 15:30",
      "the time of receipt is written 2026-11-20 15:30",
    );
  else if (receivedAt > now) wrong("receivedAt", "收件时间不能晚于现在", "the time of receipt cannot be in the future");
  // Receipt is written to the minute; a form may be printed and filled in within the same one.
  else if (paper.printedAt !== null && receivedAt.slice(0, MINUTE_LENGTH) < paper.printedAt.slice(0, MINUTE_LENGTH))
    wrong(
      "receivedAt",
      "收件时间早于这张纸质单的印制时间，请核对",
      "received before this form was printed; compare the form",
    );
  const receiver = findOperator(context.db, outage.receivedBy);
  if (receiver === null) wrong("receivedBy", "请选择收件人", "choose who received it");
  const illegal = illegalText(outage.reason, true);
  if (isBlankText(outage.reason)) wrong("reason", "请写明原因，如停电、系统故障", "say why, e.g. power cut");
  else if (illegal !== null) wrong("reason", illegal.zh, illegal.en);
  if (problems.length > 0 || receivedAt === null || receiver === null) return { outage: null, receiver, problems };
  return {
    outage: {
      paperNumber: paper.number,
      receivedAt,
      receivedBy: receiver.id,
      receivedByName: receiver.name,
      enteredAt: now,
      enteredBy: actor.operator.id,
      enteredByName: actor.operator.name,
      reason: outage.reason.trim(),
    },
    receiver,
    problems,
  };
}

/**
 * The contact chain of an intake: first who received it by voucher or on paper, then who entered it. A person who
 * continues on the same channel is named once.
 */
export function contactsOf(
  actor: Actor,
  receiver: Operator | null,
  entry: { outage: OutageEntry | null; channel: ContactRow["channel"]; at: Instant },
  before: readonly ContactRow[] = [],
): ContactRow[] {
  const chain: ContactRow[] = [];
  for (const contact of [...before, ...entering(actor, receiver, entry)]) {
    const last = chain.at(-1);
    if (last?.operatorId !== contact.operatorId || last.channel !== contact.channel)
      chain.push({ ...contact, seq: chain.length + 1 });
  }
  return chain;
}

function entering(
  actor: Actor,
  receiver: Operator | null,
  entry: { outage: OutageEntry | null; channel: ContactRow["channel"]; at: Instant },
): ContactRow[] {
  const row = (seq: number, { id, name, organisation }: Operator, at: Instant): ContactRow => ({
    seq,
    operatorId: id,
    operatorName: name,
    organisation,
    stationId: actor.station.id,
    channel: entry.channel,
    at,
  });
  if (entry.outage === null || receiver === null) return [row(1, actor.operator, entry.at)];
  const first = row(1, receiver, entry.outage.receivedAt);
  return receiver.id === actor.operator.id ? [first] : [first, row(2, actor.operator, entry.at)];
}

/** Marks the paper form as used; call it inside the intake's transaction. Refuses if another entry already used it. */
export function claimPaperForm(context: StationContext, outage: OutageEntry, applicationId: string): void {
  if (markPaperUsed(context.db, outage.paperNumber, applicationId, outage.enteredAt)) return;
  throw badInput([
    { path: "outage.paperNumber", message: bilingual("这张纸质单刚被补录", "this form was entered just now") },
  ]);
}
