import type { ContactRow } from "./application.ts";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import type { Channel, DutyRule, Profile } from "#shared/profile/profile.ts";
import type { Assumption } from "#shared/profile/routing-rules.ts";

/** One contact of the chain (经办记录); `processed` means that they did more than look. */
export type Contact = ContactRow & { processed: boolean };

/** Who answers for an application (首接责任人), by which rule, and who would under the other interpretation. */
export type DutyHolding = {
  contact: Contact;
  rule: DutyRule;
  alternative: { contact: Contact; text: Bilingual } | null;
  assumption: Assumption | null;
  reason: Bilingual;
};

type Duty = DutyRule["duty"];
type Chain = { first: Contact; last: Contact; all: readonly Contact[] };

const AT_THE_HALL: readonly Channel[] = ["counter", "kiosk"];
const DUTY_NAMES: Record<Duty, Bilingual> = {
  "first-receiver": bilingual("最先接件的人员", "the person who received it first"),
  "last-handler": bilingual("最后处理申请的人员", "the person who handled it last"),
  "accepting-operator": bilingual("受理申请的人员", "the person who accepted it"),
};

/** Sorts the chain; throws if it is empty, because an application always has a case owner. */
function chainOf(contacts: readonly Contact[]): Chain {
  const all = [...contacts].sort((a, b) => a.seq - b.seq);
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) {
    throw problem(
      "no-first-contact",
      bilingual("没有经手记录，无法确定责任人。", "No one has handled this application, so no one answers for it."),
      NOTHING_WRITTEN,
      bilingual("请先登录窗口，再受理申请。", "Sign in at a window, then accept the application."),
    );
  }
  return { first, last, all };
}

function holderBy(duty: Duty, { first, last, all }: Chain): Contact {
  const processed = all.filter((contact) => contact.processed);
  switch (duty) {
    case "first-receiver":
      return first;
    case "last-handler":
      return processed.at(-1) ?? last;
    case "accepting-operator":
      // The first clerk at a counter who worked on it accepted it; looking at it is not enough.
      return (
        processed.find((contact) => contact.channel === "counter") ??
        all.find((contact) => contact.channel === "counter") ??
        processed[0] ??
        first
      );
  }
}

function ruleFor(
  firstContact: Profile["firstContact"],
  { first, all }: Chain,
): { rule: DutyRule; mixed: boolean; silent: boolean } {
  const online = all.some((contact) => contact.channel === "online");
  const hall = all.some((contact) => AT_THE_HALL.includes(contact.channel));
  if (online && hall && firstContact.mixed !== null) return { rule: firstContact.mixed, mixed: true, silent: false };
  const rule = firstContact.rules.find((each) => each.channels.includes(first.channel));
  const fallback = firstContact.rules[0];
  if (rule) return { rule, mixed: false, silent: false };
  if (fallback) return { rule: fallback, mixed: false, silent: true };
  throw problem(
    "no-duty-rule",
    bilingual("地方规则没有首接责任规则。", "The profile has no rule of first contact."),
    NOTHING_WRITTEN,
    bilingual("请检查地方规则。", "Check the profile."),
  );
}

function assumptionOf(rule: DutyRule, mixed: boolean, silent: boolean): Assumption | null {
  const name = DUTY_NAMES[rule.duty];
  if (silent)
    return {
      id: "channel-not-named",
      text: bilingual(
        `文件没有写明此渠道由谁负责，暂由${name.zh}负责`,
        `The paper does not say who answers on this channel; for now ${name.en} does`,
      ),
    };
  if (rule.ambiguity !== null) {
    const why = mixed
      ? bilingual(
          "线上与窗口都经手过，文件没有写明",
          "Both online staff and the counter handled it; the paper does not say which",
        )
      : bilingual("文件没有写明", "The paper does not say");
    return {
      id: rule.ambiguity,
      text: bilingual(`${why.zh}，暂由${name.zh}负责`, `${why.en}, so for now ${name.en} answers`),
    };
  }
  return mixed
    ? {
        id: "mixed-channels",
        text: bilingual(
          `线上与窗口都经手过，由${name.zh}负责`,
          `Both online staff and the counter handled it; ${name.en} answers`,
        ),
      }
    : null;
}

/**
 * Finds who answers for the application, by the rule of the first contact's channel or the rule for mixed channels.
 * Throws a ProblemError on an empty chain.
 */
export function dutyHolder(firstContact: Profile["firstContact"], contacts: readonly Contact[]): DutyHolding {
  const chain = chainOf(contacts);
  const { rule, mixed, silent } = ruleFor(firstContact, chain);
  const contact = holderBy(rule.duty, chain);
  const ordinary = firstContact.rules.find((each) => each.channels.includes(chain.first.channel))?.duty;
  const others: Duty[] = [...(ordinary ? [ordinary] : []), "first-receiver", "last-handler"];
  const otherwise = others
    .map((duty) => ({ duty, contact: holderBy(duty, chain) }))
    .find((other) => other.contact.operatorId !== contact.operatorId);
  const name = DUTY_NAMES[rule.duty];
  return {
    contact,
    rule,
    alternative: otherwise
      ? {
          contact: otherwise.contact,
          text: bilingual(
            `若由${DUTY_NAMES[otherwise.duty].zh}负责，则为${otherwise.contact.operatorName}` +
              `（${otherwise.contact.organisation}）`,
            `If ${DUTY_NAMES[otherwise.duty].en} answered, it would be ${otherwise.contact.operatorName} ` +
              `(${otherwise.contact.organisation})`,
          ),
        }
      : null,
    assumption: assumptionOf(rule, mixed, silent),
    reason: bilingual(
      `${firstContact.name.text.zh}：由${name.zh}${contact.operatorName}负责（${rule.clause}）`,
      `${firstContact.name.text.en}: ${name.en}, ${contact.operatorName}, answers (${rule.clause})`,
    ),
  };
}

/** Who leads the joint approval (牵头单位); `name` is null if the rules name nobody. */
export type LeadUnit = {
  kind: Profile["lead"]["kind"];
  name: Bilingual | null;
  text: Bilingual;
  quote: string;
  clause: string;
};

/**
 * The unit that leads as first receiver: the station's own, or at a shared station the chosen one, by default the
 * clerk's employer.
 */
export type LeadPick = { utility: string | null; name: Bilingual; by: "window" | "default" | "clerk" };

/**
 * Finds the lead of the joint approval. As first receiver it is the unit chosen at intake, else the first contact's
 * organisation; an empty chain throws.
 */
export function leadOf(
  profile: Pick<Profile, "lead">,
  contacts: readonly Contact[],
  pick: LeadPick | null = null,
): LeadUnit {
  const { kind, department, quote, clause } = profile.lead;
  const lead = (name: Bilingual | null, text: Bilingual): LeadUnit => ({ kind, name, text, quote, clause });
  switch (kind) {
    case "department":
      return lead(
        department,
        department
          ? bilingual(`由${department.zh}牵头（${clause}）`, `${department.en} leads (${clause})`)
          : bilingual(`文件没有写明牵头单位（${clause}）`, `The paper names no lead (${clause})`),
      );
    case "first-receiver": {
      const { organisation } = chainOf(contacts).first;
      const name = pick?.name ?? bilingual(organisation, organisation);
      if (pick?.by !== "clerk")
        return lead(
          name,
          bilingual(
            `由首次接待受理的${name.zh}牵头（${clause}）`,
            `${name.en} received it first and leads (${clause})`,
          ),
        );
      return lead(
        name,
        bilingual(
          `首次接待受理的是共用窗口，经办人选定由${name.zh}牵头（${clause}）`,
          `A shared window received it first; the clerk picked ${name.en} to lead (${clause})`,
        ),
      );
    }
    case "utility":
      return lead(
        null,
        bilingual(
          `由各报装企业提出申请并代办（${clause}）`,
          `Each utility applies and acts on behalf of the applicant (${clause})`,
        ),
      );
    case "not-named":
      return lead(null, bilingual(`文件没有写明牵头单位（${clause}）`, `The paper names no lead (${clause})`));
  }
}
