import { utilityName } from "#shared/profile/services.ts";
import type { DocumentData } from "./document-data.ts";

type Sent = NonNullable<DocumentData["assignments"]>[number];

/** A specialist with phone and employer; unknown parts are left out. */
const personText = ({ specialist }: Sent): string =>
  specialist === null
    ? ""
    : [`${specialist.name}${specialist.standIn ? "（替班）" : ""}`, specialist.phone ?? "", specialist.organisation]
        .filter((part) => part !== "")
        .join("　");

/** Label and text of each part: 服务专员 if one is known, 转办 for a referral. */
export const assignmentTexts = ({
  profile,
  assignments = [],
}: DocumentData): { label: "服务专员" | "转办"; text: string }[] =>
  assignments.flatMap((sent) => {
    const name = utilityName(profile, sent.utility).zh;
    return [
      ...(sent.specialist === null ? [] : [{ label: "服务专员" as const, text: `${name}：${personText(sent)}` }]),
      ...(sent.referral
        ? [{ label: "转办" as const, text: `${name}已受理，转${sent.unit.zh}办理；首接责任人不变` }]
        : []),
    ];
  });
