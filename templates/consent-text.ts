import { CONSENT_WAY_NAMES, type Consent } from "#shared/consent.ts";
import { momentText } from "./value-text.ts";

/** What a paper prints of a consent (代办同意): who acts, as what, and how and when the applicant agreed. */
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
    `代办人：${consent.agent}（${consent.relation}）　申请人于${momentText(consent.givenAt)}${CONSENT_WAY_NAMES[consent.way].zh}${consent.signed ? "，附签名或扫描件" : ""}`,
    ...(more.length === 0 ? [] : [`${more.join("；")}。`]),
  ];
}
