import { say, type Bilingual } from "./bilingual.ts";
import { chainOf, type Contact } from "./first-contact.ts";
import type { Profile } from "./profile.ts";

/** Who leads the joint approval (牵头单位); `name` is null where the paper names nobody. */
export type LeadUnit = { kind: Profile["lead"]["kind"]; name: Bilingual | null; text: Bilingual; quote: string; clause: string };

/** Finds the lead of the joint approval; where the first receiver leads, it is the organisation of the first contact, and an empty chain throws. */
export function leadOf(profile: Pick<Profile, "lead">, contacts: readonly Contact[]): LeadUnit {
  const { kind, department, quote, clause } = profile.lead;
  const lead = (name: Bilingual | null, text: Bilingual): LeadUnit => ({ kind, name, text, quote, clause });
  switch (kind) {
    case "department":
      return lead(department, department ? say(`由${department.zh}牵头（${clause}）`, `${department.en} leads (${clause})`) : say(`文件没有写明牵头单位（${clause}）`, `The paper names no lead (${clause})`));
    case "first-receiver": {
      const { organisation } = chainOf(contacts).first;
      return lead(say(organisation, organisation), say(`由首次接待受理的${organisation}牵头（${clause}）`, `${organisation} received it first and leads (${clause})`));
    }
    case "utility":
      return lead(null, say(`由各报装企业提出申请并代办（${clause}）`, `Each utility applies and acts on behalf of the applicant (${clause})`));
    case "not-named":
      return lead(null, say(`文件没有写明牵头单位（${clause}）`, `The paper names no lead (${clause})`));
  }
}
