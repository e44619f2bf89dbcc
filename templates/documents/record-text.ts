import { type Consent, CONSENT_WAY_NAMES } from "#shared/case/consent.ts";
import type { DocumentData, DocumentDutyHolder } from "./document-data.ts";
import { momentText } from "./value-text.ts";

/** A consent as documents print it (代办同意): who acts, in what role, and how and when the applicant agreed. */
export type ConsentData = Pick<
  Consent,
  "way" | "givenAt" | "agent" | "relation" | "secrecyAgreed" | "entrusted" | "insteadOfCheck"
> & { signed: boolean };

/** The consent in one or two lines, as the voucher prints it. */
export function consentLines(consent: ConsentData): string[] {
  const more = [
    ...(consent.secrecyAgreed === true ? ["代办人已签保密协议"] : []),
    ...(consent.entrusted === null ? [] : [consent.entrusted ? "用户委托相关企业代办" : "用户未委托相关企业代办"]),
    ...(consent.insteadOfCheck ? ["申请人不在窗口，以本同意代替共同核对"] : []),
  ];
  return [
    `代办人：${consent.agent}（${consent.relation}）　申请人于${momentText(consent.givenAt)}` +
      `${CONSENT_WAY_NAMES[consent.way].zh}${consent.signed ? "，附签名或扫描件" : ""}`,
    ...(more.length === 0 ? [] : [`${more.join("；")}。`]),
  ];
}

/** Each correction (更正) as documents print it: when, of what, and that earlier documents no longer count. */
export const correctionLines = ({ corrections = [] }: Pick<DocumentData, "corrections">): string[] =>
  corrections.map(
    ({ at, version, fields }) => `${momentText(at)} 更正${fields.join("、")}（第${version}版），此前各版作废`,
  );

/** The word on paper for a record that was taken in under a doubted clock. */
export const CLOCK_MARK = "时钟待核";

/** What the mark means to its reader; empty where the clock was trusted. */
export const clockTexts = ({ isClockDoubted }: Pick<DocumentData, "isClockDoubted">): string[] =>
  isClockDoubted === true ? ["登记时电脑的日期时间可能不对，登记时间和时限以核对后的为准。"] : [];

/**
 * When the applicant confirmed the form together with the clerk, and that later corrections were not confirmed; null
 * if no check was made.
 */
export function jointCheckText({
  jointCheckedAt,
  corrections = [],
}: Pick<DocumentData, "jointCheckedAt" | "corrections">): string | null {
  if (jointCheckedAt == null) return null;
  return `${momentText(jointCheckedAt)}　申请人已核对确认${corrections.length === 0 ? "" : "当时所填内容，不含其后的更正"}`;
}

/** One line about who answers: 首接责任人 if it is still the first receiver, else 首接人 and 现责任人. */
export type DutyText = { label: "首接责任人" | "首接人" | "现责任人"; person: DocumentDutyHolder };

/** The first receiver and the case owner as every document prints them; nothing before anybody is named. */
export function dutyTexts({
  dutyHolder,
  firstHolder = null,
}: Pick<DocumentData, "dutyHolder" | "firstHolder">): DutyText[] {
  if (dutyHolder === null) return [];
  if (firstHolder === null) return [{ label: "首接责任人", person: dutyHolder }];
  return [
    { label: "首接人", person: firstHolder },
    { label: "现责任人", person: dutyHolder },
  ];
}

/** A person's name, telephone and organisation in one line; unknown parts are left out. */
export const personText = ({ name, phone, organisation }: DocumentDutyHolder, between: string): string =>
  [name, phone, organisation].filter((part) => part !== "").join(between);
