import { describe, expect, it } from "vitest";
import { dutyHolder, leadOf, type Contact } from "#shared/case/first-contact.ts";
import type { Channel } from "#shared/profile/profile.ts";
import { MADE_UP, madeUpProfile } from "./made-up-profile.ts";

const profile = madeUpProfile();
const contact = (seq: number, name: string, channel: Channel, processed = true): Contact => ({
  seq,
  operatorId: name,
  operatorName: name,
  organisation: `${name}的单位`,
  stationId: "LD01",
  channel,
  at: `2026-11-20T0${seq}:00:00.000Z`,
  processed,
});
const holder = (...contacts: Contact[]) => dutyHolder(profile.firstContact, contacts);

describe("row 14: who answers for an application", () => {
  it("is the first receiver at the counter, whoever works on it later", () => {
    const duty = holder(contact(2, "王", "counter"), contact(1, "李", "counter"));
    expect(duty).toMatchObject({
      contact: { operatorName: "李" },
      rule: { duty: "first-receiver", clause: "六" },
      assumption: null,
    });
    expect(duty.alternative).toMatchObject({ contact: { operatorName: "王" } });
    expect(duty.reason.zh).toBe("首接负责制：由最先接件的人员李负责（六）");
  });

  it("is the last handler online, not one who only looked", () => {
    const duty = holder(contact(1, "甲", "online"), contact(2, "乙", "online"), contact(3, "丙", "online", false));
    expect(duty.contact.operatorName).toBe("乙");
    expect(duty.alternative?.contact.operatorName).toBe("甲");
    expect(holder(contact(1, "甲", "online", false)).contact.operatorName).toBe("甲");
  });

  it("is the counter clerk who accepts when it began online, flagged as an open question", () => {
    const duty = holder(
      contact(1, "甲", "online"),
      contact(2, "李", "counter", false),
      contact(3, "王", "counter"),
      contact(4, "赵", "counter"),
    );
    expect(duty).toMatchObject({ contact: { operatorName: "王" }, assumption: { id: "YX-MIX" } });
    expect(duty.alternative?.text.zh).toContain("赵");
  });

  it("follows the first contact's rule where the profile has none for mixed channels", () => {
    const plain = { ...profile.firstContact, mixed: null };
    expect(dutyHolder(plain, [contact(1, "甲", "online"), contact(2, "李", "counter")]).contact.operatorName).toBe(
      "李",
    );
    expect(dutyHolder(plain, [contact(1, "李", "counter"), contact(2, "甲", "online")])).toMatchObject({
      contact: { operatorName: "李" },
      assumption: null,
    });
  });

  it("has no other reading where one person did it all", () => {
    expect(holder(contact(1, "李", "counter"), contact(2, "李", "counter")).alternative).toBeNull();
  });

  it("says so when the paper does not name the channel", () => {
    const silent = { ...profile.firstContact, rules: profile.firstContact.rules.slice(0, 1) };
    expect(dutyHolder(silent, [contact(1, "甲", "phone")])).toMatchObject({
      contact: { operatorName: "甲" },
      assumption: { id: "channel-not-named" },
    });
  });

  it("is never empty: a chain without contacts is refused", () => {
    expect(() => holder()).toThrow("no-first-contact");
  });
});

describe("who leads the joint approval", () => {
  const chain = [contact(2, "王", "counter"), contact(1, "李", "counter")];
  it("is the organisation of the first contact where the paper says so", () => {
    expect(leadOf(profile, chain)).toMatchObject({
      kind: "first-receiver",
      name: { zh: "李的单位" },
      quote: "首办单位牵头",
      clause: "五",
    });
    expect(() => leadOf(profile, [])).toThrow("no-first-contact");
  });

  it("is the department named, or nobody where the paper names none", () => {
    const department = madeUpProfile({
      lead: { kind: "department", department: { zh: "规划局", en: "Planning" }, quote: "规划局负责", clause: "五" },
    });
    expect(leadOf(department, chain)).toMatchObject({ name: { zh: "规划局" } });
    const none = madeUpProfile({ lead: { kind: "not-named", department: null, quote: "联合审批", clause: "五" } });
    expect(leadOf(none, chain)).toMatchObject({ name: null });
    expect(leadOf(none, chain).text.zh).toContain("没有写明");
    expect(MADE_UP.lead.kind).toBe("first-receiver");
  });
});
