import { Act, type ActKind } from "#shared/case/act.ts";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import { zodProblems } from "#shared/lib/zod-problems.ts";
import { readLine } from "#renderer/form/outside-line/read-line.ts";
import type { ActEntry } from "./act-entry.ts";
import type { ActField } from "./act-fields.ts";

type Read = { act: Act | null; problems: FieldProblem[] };

const itemsOf = (text: string): string[] =>
  text
    .split("\n")
    .map((item) => item.trim())
    .filter((item) => item !== "");

const blankAsNull = (text: string): string | null => (text.trim() === "" ? null : text);

/** A reason that only some need; whether one is needed is the host's to say. */
const givenReason = (reason: string): { reason?: string } => (reason.trim() === "" ? {} : { reason });

/** The act in the shape of the contract, not yet checked. */
function rawAct(kind: ActKind, entry: ActEntry): Record<string, unknown> {
  const { on, utility, reason, text } = entry;
  const agreed = entry.callbackOn.trim() === "" ? {} : { callbackOn: entry.callbackOn };
  switch (kind) {
    case "supplement.requested":
      return { items: itemsOf(entry.items), reasonForAnother: blankAsNull(reason) };
    case "tolerance.granted":
      return { items: itemsOf(entry.items), dueOn: on };
    case "supplement.received":
    case "tolerance.settled":
      return {};
    case "tolerance.lapsed":
    case "application.refused":
    case "application.withdrawn":
      return { reason };
    case "details.corrected":
      return { reason };
    case "survey.scheduled":
    case "construction.started":
      return { on };
    case "case.closed":
      return { on, ...agreed };
    case "survey.recorded":
      return { on, findings: text };
    case "letter.signed":
      return { utility, promisor: entry.promisor, signedOn: on };
    case "approval.applied":
      return { utility };
    case "opinion.recorded":
      return entry.signer === ""
        ? { signer: entry.signerName, agrees: entry.yes, text, signedOn: on, ...givenReason(reason) }
        : { signer: entry.signer, agrees: entry.yes, text, signedOn: on };
    case "signers.decided":
      return { notInvolved: entry.notInvolved, reason };
    case "approval.concluded":
      return { granted: entry.yes, on, ...givenReason(reason) };
    case "specialist.responded":
      return { utility, responder: entry.responder };
    case "lead.changed":
      return { utility: entry.leadUnit === "" ? null : entry.leadUnit, reason };
    case "connection.made":
      return { utility, on, ...agreed };
  }
}

/** Plain messages for missing fields, where the contract's message would be hard to read. */
function unanswered(fields: readonly ActField[], entry: ActEntry): FieldProblem[] {
  const blank = (text: string, message = bilingual("请填写。", "Fill this in.")) =>
    text.trim() === "" ? message : null;
  const choose = bilingual("请选择。", "Choose one.");
  return fields.flatMap((path): FieldProblem[] => {
    const message = missing(path);
    return message === null ? [] : [{ path, message }];
  });

  function missing(field: ActField): Bilingual | null {
    switch (field) {
      case "utility":
        return blank(entry.utility, choose);
      case "agrees":
      case "granted":
        return entry.yes === null ? choose : null;
      case "reason":
      case "reasonForAnother":
        return blank(entry.reason);
      case "promisor":
        return blank(entry.promisor);
      case "responder":
        return blank(entry.responder);
      case "leadUnit":
        return entry.leadUnit === null ? choose : null;
      case "signer":
        return entry.signer === "" ? blank(entry.signerName) : null;
      case "items":
        return itemsOf(entry.items).length === 0 ? bilingual("至少列出一项。", "Name at least one item.") : null;
      case "on":
      case "dueOn":
      case "signedOn":
        return blank(entry.on);
      default:
        return null;
    }
  }
}

/** The survey's facts as typed, utility by utility. */
function surveyed(entry: ActEntry): { raw: Record<string, unknown>; problems: FieldProblem[] } {
  const reads = Object.entries(entry.lines)
    .filter(([, line]) => line.has)
    .map(([utility, line]) => readLine(utility, line, `survey.${utility}`));
  const without = Object.entries(entry.lines)
    .filter(([, line]) => !line.has)
    .map(([utility]) => utility);
  return {
    raw: { facts: reads.map(({ line }) => line), noOutsideLine: without },
    problems: reads.flatMap(({ problems }) => problems),
  };
}

/** The values that differ from the record. */
const changesOf = ({ details }: ActEntry, stood: Record<string, string>) =>
  Object.entries(details)
    .filter(([key, value]) => value.trim() !== (stood[key] ?? ""))
    .map(([key, value]) => ({ section: key.split(".")[0], field: key.split(".")[1], value }));

/** Reads an act's form into an act or a list of faulty fields; `stood` holds the applicant's data as shown. */
export function readAct(
  kind: ActKind,
  entry: ActEntry,
  fields: readonly ActField[],
  stood: Record<string, string>,
): Read {
  const facts = kind === "survey.recorded" ? surveyed(entry) : { raw: {}, problems: [] };
  const raw = {
    ...rawAct(kind, entry),
    ...(kind === "details.corrected" ? { changes: changesOf(entry, stood) } : {}),
    ...facts.raw,
  };
  const open = [...unanswered(fields, entry), ...facts.problems];
  const parsed = Act.safeParse({ kind, ...raw });
  const wrong = parsed.success
    ? []
    : zodProblems(parsed.error.issues).filter(({ path }) => !open.some((one) => one.path === path));
  const problems = [...open, ...wrong];
  return { act: parsed.success && problems.length === 0 ? parsed.data : null, problems };
}
