import { bilingual } from "#shared/lib/bilingual.ts";
import { isBlankText } from "#shared/lib/plain-text.ts";
import {
  CONSENT_WAY_NAMES,
  consentText,
  entrustmentRule,
  needsConsent,
  replacesCheck,
  secrecyRule,
  type Consent,
} from "#shared/case/consent.ts";
import type { DraftBody, DraftConsent } from "#shared/case/draft-body.ts";
import { illegalText } from "#shared/lib/plain-text.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import type { Channel, Profile } from "#shared/profile/profile.ts";
import { addDays, localDateOf, type Instant } from "#shared/time/instant.ts";
import { listConsentFiles } from "#station/db/consent-files.ts";
import { sha256 } from "#station/lib/hashes.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { readReceivedAt } from "./late-entry.ts";

/** A consent as read from a draft; null if none is needed or it is incomplete. */
export type ReadConsent = { consent: Consent | null; problems: FieldProblem[]; warnings: FieldProblem[] };

/** An older consent is questioned. It is never refused, as no policy sets a term. */
const LONG_AGO_DAYS = 30;

const NOTHING: ReadConsent = { consent: null, problems: [], warnings: [] };
const only = (path: string, zh: string, en: string): ReadConsent => ({
  ...NOTHING,
  problems: [{ path, message: bilingual(zh, en) }],
});

/** The channels on which the applicant comes in person or writes alone. */
const OWN_ENTRY: readonly Channel[] = ["counter", "kiosk", "online"];

function checkConsent(
  context: StationContext,
  profile: Profile,
  typed: DraftConsent,
  { draftId, now }: { draftId: string | null; now: Instant },
): Pick<ReadConsent, "problems" | "warnings"> & { givenAt: Instant | null } {
  const problems: FieldProblem[] = [];
  const warnings: FieldProblem[] = [];
  const wrong = (field: string, zh: string, en: string) =>
    void problems.push({ path: `consent.${field}`, message: bilingual(zh, en) });
  const word = (field: "agent" | "relation", zh: string, en: string) => {
    const illegal = illegalText(typed[field], false);
    if (isBlankText(typed[field])) wrong(field, zh, en);
    else if (illegal !== null) wrong(field, illegal.zh, illegal.en);
  };
  if (typed.way === null)
    wrong(
      "way",
      "请选择申请人怎样表示同意：当面、电话或书面",
      "choose how the applicant agreed: in person, by phone or in writing",
    );
  const givenAt = readReceivedAt(typed.givenAt);
  if (givenAt === null)
    wrong(
      "givenAt",
      "同意时间须写成 年-月-日 时:分，如 2026-11-20 15:30",
      "the time of consent is written 2026-11-20 15:30",
    );
  else if (givenAt > now)
    wrong("givenAt", "同意时间不能晚于现在，请核对", "the consent cannot be given later than now; compare the time");
  else if (localDateOf(givenAt) < addDays(localDateOf(now), -LONG_AGO_DAYS))
    warnings.push({
      path: "consent.givenAt",
      message: bilingual(
        `同意是 ${LONG_AGO_DAYS} 天以前给的，请向申请人核实是否仍然有效`,
        `the consent was given more than ${LONG_AGO_DAYS} days ago; ask the applicant whether it still stands`,
      ),
    });
  word("agent", "请填写代办人姓名", "name the agent");
  word(
    "relation",
    "请填写代办人与申请人的关系或代办人所在单位",
    "say how the agent stands to the applicant, or the agent's employer",
  );
  const text = consentText(profile);
  if (typed.shown === "")
    wrong(
      "shown",
      "请向申请人出示或宣读同意内容，同意后勾选",
      "show or read the text to the applicant and tick it once agreed to",
    );
  else if (typed.shown !== text.zh && typed.shown !== text.en)
    wrong("shown", "同意内容已更新，请重新出示并勾选", "the text has changed; show it again and tick it");
  const secrecy = secrecyRule(profile);
  if (secrecy !== null && !typed.secrecyAgreed)
    wrong(
      "secrecyAgreed",
      `代办人须先签订保密协议（${secrecy.clause}），再接触申请人的信息`,
      `the agent signs a secrecy agreement (${secrecy.clause}) before seeing the applicant's data`,
    );
  const trust = entrustmentRule(profile);
  if (trust !== null && typed.entrusted === null)
    wrong(
      "entrusted",
      `请记录用户是否委托相关企业代办（${trust.clause}）`,
      `record whether the user entrusts the utilities (${trust.clause})`,
    );
  const kept =
    draftId === null || typed.files.length === 0 ? [] : listConsentFiles(context.db, draftId).map((file) => file.hash);
  if (typed.files.some((hash) => !kept.includes(hash)) && draftId !== null)
    wrong("files", "所附的签名或扫描件没有保存，请重新添加", "a signature or scan is not kept; add it again");
  if (typed.way === "in-writing" && typed.files.length === 0)
    warnings.push({
      path: "consent.files",
      message: bilingual("书面同意还没有附扫描件或签名", "no scan or signature of the written consent is attached yet"),
    });
  return { problems, warnings, givenAt };
}

/** Reads and checks the consent of a draft. `draftId` is null while it is being typed. */
export function readConsent(
  context: StationContext,
  profile: Profile,
  draftId: string | null,
  body: DraftBody,
): ReadConsent {
  const { consent: typed, channel } = body;
  if (typed === undefined)
    return needsConsent(profile, channel)
      ? only(
          "consent",
          "申请人不在场，须记录申请人的同意",
          "the applicant is not present; record the applicant's consent",
        )
      : NOTHING;
  if (OWN_ENTRY.includes(channel))
    return only(
      "consent",
      "申请人本人办理，不用填写代办同意；代办时请改选“帮办代办”",
      "the applicant acts in person, so no consent belongs here; choose on-behalf entry otherwise",
    );
  const { problems, warnings, givenAt } = checkConsent(context, profile, typed, { draftId, now: context.now() });
  if (problems.length > 0 || typed.way === null || givenAt === null) return { consent: null, problems, warnings };
  const insteadOfCheck = replacesCheck(profile, channel);
  const way = CONSENT_WAY_NAMES[typed.way];
  const instead = insteadOfCheck
    ? [
        {
          path: "jointCheck",
          message: bilingual(
            `申请人不在窗口，没有共同核对；以代办同意（${way.zh}）代替`,
            `the applicant was not at the window, so there was no joint check; the consent (${way.en}) stands for it`,
          ),
        },
      ]
    : [];
  return {
    consent: {
      way: typed.way,
      givenAt,
      agent: typed.agent.trim(),
      relation: typed.relation.trim(),
      shown: typed.shown,
      shownHash: sha256(typed.shown),
      files: typed.files,
      secrecyAgreed: secrecyRule(profile) === null ? null : typed.secrecyAgreed,
      entrusted: entrustmentRule(profile) === null ? null : typed.entrusted,
      insteadOfCheck,
    },
    problems,
    warnings: [...warnings, ...instead],
  };
}

/** What the audit log holds of a consent: way, time, hashes of text and files, and no name. */
export const consentAudit = (consent: Consent | null) =>
  consent === null
    ? {}
    : {
        consent: {
          way: consent.way,
          givenAt: consent.givenAt,
          shownHash: consent.shownHash,
          files: consent.files,
          secrecyAgreed: consent.secrecyAgreed,
          entrusted: consent.entrusted,
          insteadOfCheck: consent.insteadOfCheck,
        },
      };
