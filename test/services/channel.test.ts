import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { readIntakeFile } from "#station/cli/intake-file.ts";
import { openSession } from "#station/core/session.ts";
import { listAudit } from "#station/db/audit.ts";
import { listContacts } from "#station/db/contacts.ts";
import { resourcesDir } from "#station/lib/resources.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { printPaperForms } from "#station/intake/paper-forms.ts";
import { needsConsent } from "#shared/case/consent.ts";
import type { Answer, Role } from "#shared/contract/call.ts";
import type { SubmitAnswer } from "#shared/contract/intake.ts";
import type { IntakeCheck } from "#shared/contract/intake.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { CHANNELS, type Channel, type DutyRule } from "#shared/profile/profile.ts";
import { acceptedOf } from "#test/helpers/accepted-of.ts";
import { typedConsent } from "#test/helpers/consent.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { testDispatcher } from "#test/helpers/test-dispatcher.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const PRINTED = "2026-11-20T01:00:00.000Z";
const NOW = "2026-11-20T02:30:00.000Z";
const PAPERS = ["xianning", "suizhou", "neixiang", "hunan", "huoqiu"];

const sampleOf = (profileId: string): DraftBody =>
  profileId === "yunhai"
    ? yunhaiDraft()
    : readIntakeFile(JSON.parse(readFileSync(join(resourcesDir(), "samples", profileId, "1.json"), "utf8"))).body;

/** A hall at which one clerk received each application on paper and another entered it, so that first and last differ. */
async function twoHands(openTestStation: OpenTestStation, profileId: string) {
  const clock = new HandClock(PRINTED);
  const { context, actor } = await openTestStation({ now: clock.now });
  const forms = await printPaperForms(context, actor, profileId, CHANNELS.length);
  clock.set(NOW);
  const { profile } = context.profiles.get(profileId);
  const take = (channel: Channel) => {
    const outage =
      channel === "kiosk"
        ? {}
        : {
            outage: {
              paperNumber: forms.pop()?.number ?? "none",
              receivedAt: "2026-11-20 09:30",
              receivedBy: "clerk-2",
              reason: "停电",
            },
          };
    const consent = needsConsent(profile, channel)
      ? {
          consent: typedConsent(context, profileId, {
            givenAt: "2026-11-20 09:20",
            secrecyAgreed: true,
            entrusted: true,
          }),
        }
      : {};
    return submitApplication(context, actor, {
      key: randomUUID(),
      body: { ...sampleOf(profileId), channel, ...outage, ...consent },
      place: channel === "online" ? "command-line" : "page",
    });
  };
  return { context, profile, take };
}

/** Who answers by each rule where clerk-2 received it and clerk-1 entered it; at a kiosk the clerk on duty is both. */
const holderBy: Record<DutyRule["duty"], string> = {
  "first-receiver": "clerk-2",
  "last-handler": "clerk-1",
  "accepting-operator": "clerk-2",
};

describe("row 8: the channel decides who is first contact", () => {
  it.for(["yunhai", ...PAPERS])(
    "row 8: each channel of %s finds its duty holder by the rule that names it, with its clause",
    async (profileId, { openTestStation }) => {
      const { context, profile, take } = await twoHands(openTestStation, profileId);
      const duties = new Set<string>();
      for (const channel of CHANNELS) {
        const rule = profile.firstContact.rules.find((each) => each.channels.includes(channel));
        if (rule === undefined) throw new Error(`${profileId} names no rule for ${channel}`);
        const { id, dutyHolder, content } = take(channel);
        expect({ channel, holder: dutyHolder.operatorId, clause: dutyHolder.clause }).toEqual({
          channel,
          holder: channel === "kiosk" ? "clerk-1" : holderBy[rule.duty],
          clause: rule.clause,
        });
        expect([content.channel, ...listContacts(context.db, id).map((contact) => contact.channel)]).toEqual(
          channel === "kiosk" ? [channel, channel] : [channel, channel, channel],
        );
        duties.add(rule.duty);
      }
      expect(duties.size).toBe({ yunhai: 3, huoqiu: 2 }[profileId] ?? 1);
    },
  );

  it("row 8: a window takes in at the counter, on behalf or by telephone; kiosk and online are not a clerk's to choose", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now: () => NOW });
    const dispatcher = testDispatcher(context);
    const ask = (role: Role, name: string, input: unknown): Promise<Answer> =>
      dispatcher.dispatch(
        { ...openSession(), role, operatorId: role === "kiosk" ? null : actor.operator.id },
        name,
        input,
      );
    const submit = async (role: Role, channel: Channel): Promise<string> => {
      const consent = channel === "on-behalf" ? { consent: typedConsent(context, "yunhai") } : {};
      const answer = await ask(role, "application.submit", {
        key: randomUUID(),
        body: yunhaiDraft({
          channel,
          ...consent,
          form: {
            header: {
              applicant: `示例公司 ${role} ${channel}`,
              site: `云海路 ${channel}`,
              contact: "示例人",
              phone: "13800000000",
            },
          },
        }),
      });
      if (!answer.ok) throw new Error(answer.problem.what.en);
      const value = answer.value as SubmitAnswer;
      return value.kind === "problems"
        ? value.problem.fields.map(({ path }) => path).join()
        : acceptedOf(value).content.channel;
    };
    const taken = [];
    for (const channel of CHANNELS) taken.push(await submit("clerk", channel));
    expect(taken).toEqual(["counter", "channel", "phone", "channel", "on-behalf"]);
    expect(await submit("kiosk", "counter")).toBe("kiosk");
    const checked = await ask("clerk", "intake.check", { body: yunhaiDraft({ channel: "kiosk" }) });
    expect(checked.ok && (checked.value as IntakeCheck).problems.map(({ path }) => path)).toEqual(["channel"]);
  });

  it("row 8: another channel does not bypass the joint check: away from the window a consent replaces it, on the record", async ({
    openTestStation,
  }) => {
    const { context, actor } = await openTestStation({ now: () => NOW });
    const body = (channel: Channel, consent?: DraftBody["consent"]): DraftBody => ({
      ...sampleOf("huoqiu"),
      channel,
      ...(consent === undefined ? {} : { consent }),
    });
    const submit = (draft: DraftBody) => submitApplication(context, actor, { key: randomUUID(), body: draft });
    expect(() => submit(body("counter"))).toThrow("joint-check-missing");
    for (const channel of ["phone", "on-behalf"] as const) {
      expect(() => submit(body(channel))).toThrow("bad-input");
      const { id, jointCheck, content, warnings } = submit(body(channel, typedConsent(context, "huoqiu")));
      expect([jointCheck, content.consent?.insteadOfCheck]).toEqual([null, true]);
      expect(warnings.find(({ path }) => path === "jointCheck")?.message.zh).toContain("以代办同意（电话同意）代替");
      expect(listAudit(context.db, id)[0]?.detail["consent"]).toMatchObject({ insteadOfCheck: true });
      const payload =
        context.db
          .prepare<[string], { payload_sealed: string }>(
            "SELECT payload_sealed FROM outbox_entries JOIN outbox_payloads ON entry_id = id WHERE application_id = ?",
          )
          .get(id)?.payload_sealed ?? "{}";
      expect(JSON.parse(payload)).toMatchObject({ jointCheck: null, content: { consent: { insteadOfCheck: true } } });
    }
    // Where the paper asks for no check with the applicant, a telephone call needs no consent.
    expect(submit(yunhaiDraft({ channel: "phone" })).content.consent).toBeUndefined();
  });
});
