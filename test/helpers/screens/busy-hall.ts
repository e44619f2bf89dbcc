import { randomUUID } from "node:crypto";
import type { Act } from "#shared/case/act.ts";
import { findOperator } from "#station/db/operators.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow } from "#station/records/application.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { offerHandover } from "#station/cases/handover.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { printPaperForms } from "#station/intake/paper-forms.ts";
import { recordSuspension } from "#station/rules/suspension.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

/**
 * The cases of a busy hall, by acceptance number: one in joint approval with everything that a case can show, one at
 * its close, one offered to the first clerk.
 */
export type BusyStation = { approving: string; closed: string; offered: string };

const actorOf = (context: StationContext, id: string): Actor => {
  const operator = findOperator(context.db, id);
  if (operator === null) throw new Error(`the demo hall has no ${id}`);
  return { operator, station: context.station() };
};

/** Fills the made-up locality's hall with a morning's work, so that no screen of it is empty; invented people. */
export async function fillBusyStation(
  context: StationContext,
  today: string,
  {
    teaHouse = "示例𠮷记茶业有限公司",
    printed = async () => undefined,
  }: { teaHouse?: string; /** Waits until what is queued is printed. */ printed?: () => Promise<void> } = {},
): Promise<BusyStation> {
  const [clerk, colleague, supervisor] = [
    actorOf(context, "clerk-1"),
    actorOf(context, "clerk-2"),
    actorOf(context, "supervisor-1"),
  ];
  const header = (applicant: string, site: string) => ({
    applicant,
    site,
    contact: "示例㛃",
    phone: "13800001111",
    creditCode: "91420000MA00YH0023",
    projectCode: "2026-421300-48-01-123456",
  });
  const take = (actor: Actor, applicant: string, site: string, metres: number) =>
    submitApplication(context, actor, {
      key: randomUUID(),
      body: yunhaiDraft({
        utilities: ["water", "power"],
        form: { header: header(applicant, site) },
        outsideLines: [{ utility: "water", on: today, crossings: [], lineLengthMm: metres * 1000, green: null }],
        noOutsideLine: ["power"],
      }),
    }).id;
  const act = (id: string, done: Act): void =>
    void performAct(context, clerk, {
      applicationId: id,
      shownVersion: getApplicationRow(context, id).version,
      act: done,
    });
  await printPaperForms(context, supervisor, "yunhai", 3);
  recordSuspension(context, supervisor, {
    profileId: "yunhai",
    utility: "steam",
    step: "rectification-order",
    orderNumber: "责改〔2026〕1号",
    from: today,
    note: "示例事由",
  });

  const approving = take(clerk, teaHouse, "云海市样品路 8 号", 30);
  await printed();
  act(approving, { kind: "supplement.requested", items: ["授权委托书原件", "房产证明复印件"], reasonForAnother: null });
  act(approving, { kind: "supplement.received" });
  act(approving, { kind: "tolerance.granted", items: ["总平面图"], dueOn: today });
  act(approving, { kind: "letter.signed", utility: "water", promisor: teaHouse, signedOn: today });
  act(approving, {
    kind: "survey.recorded",
    on: today,
    facts: [{ utility: "water", on: today, crossings: [], lineLengthMm: 400_000, green: "unknown" }],
    noOutsideLine: ["power"],
    findings: "管线改走绿化带东侧",
  });
  act(approving, { kind: "approval.applied", utility: "water" });
  act(approving, { kind: "opinion.recorded", signer: "works", agrees: true, text: "同意，夜间施工", signedOn: today });

  const closed = take(clerk, "示例样品餐饮店", "云海市样品路 10 号", 15);
  for (const utility of ["water", "power"]) act(closed, { kind: "connection.made", utility, on: today });
  act(closed, { kind: "case.closed", on: today });

  const offered = take(colleague, "示例龘石料厂", "云海市样品路 12 号", 200);
  offerHandover(context, colleague, {
    applicationId: offered,
    shownVersion: 1,
    toOperatorId: "clerk-1",
    note: "下班交接",
  });
  const number = (id: string): string => getApplicationRow(context, id).acceptanceNumber;
  return { approving: number(approving), closed: number(closed), offered: number(offered) };
}
