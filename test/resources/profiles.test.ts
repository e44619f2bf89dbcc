import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { SimpleField } from "#shared/profile/form.ts";
import { needsJointCheck } from "#shared/case/joint-check.ts";
import { CHANNELS, type Profile } from "#shared/profile/profile.ts";
import { interpretationsNeeded } from "#shared/profile/routing-rules.ts";
import { findRawProfile, readProfile } from "#test/helpers/read-profile.ts";

const ids = readdirSync(new URL("../../resources/profiles/", import.meta.url)).map((file) =>
  file.replace(/\.json$/, ""),
);

type Leaf = { path: string; node: Record<string, unknown> };

/** Each object that carries a rule: one with `quote`, or one of the named things that must have it. */
function leavesOf(node: unknown, path: string, found: Leaf[] = []): Leaf[] {
  if (Array.isArray(node)) node.forEach((each, i) => leavesOf(each, `${path}[${i}]`, found));
  else if (typeof node === "object" && node !== null) {
    if ("quote" in node) found.push({ path, node: { ...node } });
    for (const [key, value] of Object.entries(node)) leavesOf(value, `${path}.${key}`, found);
  }
  return found;
}

const ruleObjects = (profile: Profile): object[] => [
  profile.title,
  ...profile.scope,
  ...profile.services,
  ...profile.utilities,
  ...profile.utilities.flatMap((utility) => utility.items),
  profile.form,
  ...profile.form.sections,
  ...profile.form.sections.flatMap((section) => section.fields),
  ...(profile.routing.lanes ?? []).flatMap((lane) => [lane, ...lane.conditions]),
  profile.routing.jointApproval,
  ...profile.clocks,
  ...profile.clocks.flatMap((clock) => clock.pauses),
  profile.lead,
  ...(profile.signers ?? []),
  profile.firstContact.name,
  ...profile.firstContact.rules,
  profile.commitmentLetter,
  profile.commitmentLetter.promisor,
  ...profile.commitmentLetter.promises,
  profile.approvalSheet,
  ...profile.obligations,
  ...profile.ambiguities,
  ...profile.corrections,
  ...profile.examples,
];

const limit = (profile: Profile, fact: string): unknown =>
  (profile.routing.lanes ?? [])
    .flatMap((lane) => lane.conditions)
    .flatMap((each) =>
      each.kind === "at-most" && each.fact === fact ? [{ max: each.max, inclusive: each.inclusive }] : [],
    );
const clocks = (profile: Profile): Record<string, unknown> =>
  Object.fromEntries(
    profile.clocks.map((clock) => [
      clock.id,
      clock.amount && `${clock.amount.count} ${clock.amount.unit} from ${clock.startEvent}`,
    ]),
  );
const labels = (profile: Profile, section: string): string[] =>
  profile.form.sections.find((each) => each.id === section)?.fields.map((field) => field.label.zh) ?? [];
const field = (profile: Profile, section: string, id: string): SimpleField | undefined => {
  const found = profile.form.sections.find((each) => each.id === section)?.fields.find((each) => each.id === id);
  return found?.kind === "list" ? undefined : found;
};
const options = (profile: Profile, section: string, id: string): string[] => {
  const found = field(profile, section, id);
  if (found?.kind === "choice" || found?.kind === "choices") return found.options.map((option) => option.label.zh);
  return found?.kind === "amount" ? found.units.map((unit) => unit.label.zh) : [];
};
const printed = (profile: Profile): string => {
  const sheet = profile.form.sheet;
  return sheet === null
    ? ""
    : [...sheet.above, ...sheet.rows.flatMap((row) => row.cells.flatMap((cell) => cell.lines))]
        .join("")
        .replace(/\{box[^}]*\}/g, "☐")
        .replace(/\{[^}]*\}/g, "")
        .replace(/\s/g, "");
};

describe("the shipped profiles", () => {
  it("are the five localities whose papers are at hand", () => {
    expect(ids.sort()).toEqual(["hunan", "huoqiu", "neixiang", "suizhou", "xianning"]);
  });

  it.each(ids)(
    "row 2: %s loads, with examples of its own, and every rule carries its words and its place in the paper",
    (id) => {
      const profile = readProfile(id);
      expect(profile.id).toBe(id);
      expect(profile.examples).not.toEqual([]);
      expect(profile).toHaveProperty("effectiveFrom");
      const leaves = leavesOf(profile, id);
      expect(leaves.length).toBeGreaterThan(60);
      for (const { path, node } of leaves) {
        expect(node["quote"], path).toMatch(/\S/);
        expect(node["clause"], path).toMatch(/\S/);
      }
      for (const rule of ruleObjects(profile))
        expect(rule).toMatchObject({ quote: expect.stringMatching(/\S/), clause: expect.stringMatching(/\S/) });
    },
  );

  it.each(ids)("%s says for each channel who answers", (id) => {
    expect(
      readProfile(id)
        .firstContact.rules.flatMap((rule) => rule.channels)
        .sort(),
    ).toEqual([...CHANNELS].sort());
  });

  it.each(ids)("%s keeps the applicant's header in one section and a section for each utility", (id) => {
    const profile = readProfile(id);
    expect(profile.form.sections[0]).toMatchObject({ id: "header", utility: null });
    expect(profile.form.sections.slice(1).map((section) => section.id)).toEqual(
      profile.utilities.map((utility) => utility.id),
    );
    expect(profile.form.sections.slice(1).map((section) => section.utility)).toEqual(
      profile.utilities.map((utility) => utility.id),
    );
  });

  it.each(ids)("%s asks for no more than it needs: no utility section holds a required field", (id) => {
    const required = readProfile(id)
      .form.sections.slice(1)
      .flatMap((section) => section.fields.filter((each) => each.required));
    expect(required).toEqual([]);
  });

  it.each(ids)("%s marks as inferred each document that its paper does not attach", (id) => {
    const profile = readProfile(id);
    for (const document of [profile.form, profile.commitmentLetter, profile.approvalSheet])
      expect(document.sheet === null).toBe(document.basis === "inferred");
  });

  it.each(ids)(
    "%s names the readings of each open question, the strict one or the paper's own words by default",
    (id) => {
      for (const ambiguity of readProfile(id).ambiguities) {
        expect(ambiguity.readings.length).toBeGreaterThanOrEqual(2);
        expect(ambiguity.readings.find((reading) => reading.id === ambiguity.default)?.text.zh).not.toContain("仅记录");
      }
    },
  );

  it("ask for the joint check of the form in one locality only: checking promises on site is another duty", () => {
    expect(ids.filter((id) => needsJointCheck(readProfile(id), "counter"))).toEqual(["huoqiu"]);
  });

  it("are plain data: no shipped profile extends another", () => {
    for (const id of ids) expect(findRawProfile(id)).not.toHaveProperty("extends");
  });
});

describe("Xianning", () => {
  const profile = readProfile("xianning");
  it("limits the commitment to 15 m, 200 m, 100 m and 50 m², all inclusive", () => {
    expect(limit(profile, "crossingTotalMm")).toEqual([{ max: 15_000, inclusive: true }]);
    expect(limit(profile, "lineLengthMm")).toEqual([{ max: 200_000, inclusive: true }]);
    expect(limit(profile, "greenLengthMm")).toEqual([{ max: 100_000, inclusive: true }]);
    expect(limit(profile, "greenAreaCm2")).toEqual([{ max: 500_000, inclusive: true }]);
  });
  it("bars trees until a reading is recorded", () => {
    const conditions = profile.routing.lanes?.[0]?.conditions ?? [];
    expect(conditions.find((each) => each.id === "no-trees")?.when).toEqual({
      ambiguity: "XN-GREEN-1",
      reading: "unconfirmed",
    });
    expect(profile.ambiguities.find((each) => each.id === "XN-GREEN-1")?.default).toBe("unconfirmed");
    expect(
      conditions
        .filter((each) => each.kind === "no-trees")
        .flatMap(interpretationsNeeded)
        .map(({ reading }) => reading),
    ).not.toContain("trees-included");
  });
  it("gives 4 working days from the utilities' application and no connection time", () => {
    expect(clocks(profile)).toEqual({ "joint-approval": "4 working-days from utility-application-received" });
  });
  it("names a lead but no signers", () => {
    expect(profile.lead).toMatchObject({ kind: "department", department: { zh: "市自然资源和规划局" } });
    expect(profile.signers).toBeNull();
  });
});

describe("Suizhou", () => {
  const profile = readProfile("suizhou");
  it("sends exactly 500 m to joint approval until another reading is recorded", () => {
    const conditions = profile.routing.lanes?.[0]?.conditions ?? [];
    expect(conditions).toMatchObject([
      { max: 500_000, inclusive: false, when: { ambiguity: "SZ-500", reading: "joint-approval" } },
      { max: 500_000, inclusive: true, when: { ambiguity: "SZ-500", reading: "direct" } },
      { fact: "linesTotalMm", inclusive: false, when: [{ reading: "total" }, { reading: "joint-approval" }] },
      { fact: "linesTotalMm", inclusive: true, when: [{ reading: "total" }, { reading: "direct" }] },
    ]);
    expect(profile.ambiguities.find((each) => each.id === "SZ-500")?.default).toBe("joint-approval");
    expect(profile.routing.lanes?.[0]).toMatchObject({ route: "direct", letter: "when-permit-touched" });
  });
  it("gives 2 working days, 1 calendar day and 1 working day, each from its own start", () => {
    expect(clocks(profile)).toEqual({
      "joint-approval": "2 working-days from utility-application-received",
      direct: "1 calendar-days from intake",
      connection: "1 working-days from agreed-time",
    });
  });
  it("asks what 附表2 asks", () => {
    expect(labels(profile, "header")).toEqual([
      "申请单位",
      "信用代码",
      "申请安装地址（市）",
      "申请安装地址（区、县市）",
      "申请安装地址",
      "预约接入时间",
      "联系人",
      "联系电话",
      "项目代码",
    ]);
    expect(options(profile, "water", "businessType")).toEqual(["新开户", "扩容", "临时用水"]);
    expect(options(profile, "water", "demand")).toEqual(["吨/日"]);
    expect(options(profile, "power", "businessType")).toEqual(["新装", "增容", "临时用电"]);
    expect(options(profile, "power", "mainCapacity")).toEqual(["千伏安", "千瓦"]);
    expect(options(profile, "gas", "gasType")).toEqual([
      "集体居民用气",
      "小型工商业用气",
      "工商业用气（适用于大中型燃气用户）",
    ]);
    expect(options(profile, "heating", "area")).toEqual([]);
    expect(labels(profile, "network")).toEqual([
      "建筑面积",
      "建成楼高",
      "交付时间",
      "是否有地下室需求",
      "需覆盖楼栋数",
      "是否有电梯覆盖需求",
    ]);
  });
  it("prints 附表2 in its words and order, scan errors included", () => {
    expect(printed(profile)).toBe(
      "申请单位信用代码申请安装地址市区（县市）预约接入时间年月日时联系人联系电话项目代码申请联合报装内容☐用水报装☐用电报装☐天然气报装☐暖气报装☐网络报装" +
        "用水报装资料（选填）业务类型：新开户☐扩容☐临时用水☐供水需求：吨/日用电报装资料（选填）业务类型：新装☐增容☐临时用电☐主供容量：千伏安（千瓦）备供容量：千伏安（千瓦）" +
        "用天然气报装资料（选填）集体居民用气☐小型工商业用气☐工商业用气（适用于大中型燃气用户）☐燃气设备名称：数量：压力参数：用暖报装资料（选填）集体居民供暖☐采暧面积：" +
        "网络报装资料（选填）建筑面积：建成楼高：交付时间：是否有地下室需求：需覆盖楼栋数：是否有电梯覆盖需求：",
    );
    expect(profile.corrections).toMatchObject([
      { printed: "采暧", corrected: "采暖", use: "corrected" },
      { printed: "经信审批局", use: "printed" },
      { printed: "共享共享" },
    ]);
  });
  it("has six signers, the housing bureau not among them", () => {
    expect(profile.signers?.map((signer) => signer.label.zh)).toEqual([
      "自然资源和规划局",
      "城管执法",
      "交通局",
      "公安（交警）局",
      "政数局",
      "经信审批局",
    ]);
  });
  it("has the letter's four fixed lines, promised by the utility", () => {
    expect(profile.commitmentLetter.promises.map((promise) => promise.text)).toEqual([
      "1. 施工安全、质量保证。",
      "2. 严格按设计方案施工。",
      "3. 服从相关部门的现场监管。",
      "4. 竣工验收后恢复原貌。",
    ]);
    expect(profile.commitmentLetter.promisor.party).toBe("utility");
  });
});

describe("Neixiang", () => {
  const profile = readProfile("neixiang");
  it("limits the commitment to 15 m, 200 m and 20 m², off main roads and new roads, without trees", () => {
    expect(limit(profile, "crossingTotalMm")).toEqual([{ max: 15_000, inclusive: true }]);
    expect(limit(profile, "lineLengthMm")).toEqual([{ max: 200_000, inclusive: true }]);
    expect(limit(profile, "greenAreaCm2")).toEqual([{ max: 200_000, inclusive: true }]);
    expect(limit(profile, "greenLengthMm")).toEqual([]);
    const conditions = profile.routing.lanes?.[0]?.conditions ?? [];
    expect(conditions.find((each) => each.kind === "road-class-not")).toMatchObject({
      classes: ["arterial", "expressway"],
    });
    expect(conditions.filter((each) => each.kind === "road-older-than")).toMatchObject([
      { since: "openedOn", years: 5 },
      { since: "overhauledOn", years: 3 },
    ]);
    expect(conditions.find((each) => each.kind === "no-trees")).toMatchObject({ basis: "inferred" });
  });
  it("keeps the promise and the limit as two clocks each", () => {
    expect(clocks(profile)).toEqual({
      "joint-approval": "1 working-days from utility-application-received",
      "joint-approval-promise": "0 same-day from utility-application-received",
      connection: "1 working-days from agreed-time",
      "connection-promise": "1 working-half-days from agreed-time",
    });
    expect(profile.clocks.filter((clock) => clock.standing === "promise").map((clock) => clock.id)).toEqual([
      "joint-approval-promise",
      "connection-promise",
    ]);
  });
  it("is led by the first receiver and suspends for 3 months and until put right", () => {
    expect(profile.lead.kind).toBe("first-receiver");
    expect(profile.suspension).toMatchObject({ months: 3, untilRectified: true });
    expect(profile.issuedOn).toBeNull();
  });
});

describe("Hunan", () => {
  const profile = readProfile("hunan");
  it("gives no limits and no time, and says where they are", () => {
    expect(profile.routing.lanes).toBeNull();
    expect(profile.routing.noLimits?.text.zh).toContain("未提供");
    expect(clocks(profile)).toEqual({ "joint-approval": null });
  });
  it("lists the six items of 附件1 with their kinds, and the approvals of 7-1 and 7-2", () => {
    expect(profile.utilities.map((utility) => utility.itemLabel.zh)).toEqual([
      "供水报装",
      "供电报装",
      "供气报装",
      "通信报装",
      "广播电视报装",
      "排水报装",
    ]);
    expect(profile.utilities[1]?.items.map((item) => item.label.zh)).toEqual(["低压", "高压", "简易低风险工业厂房"]);
    expect(profile.services.filter((service) => service.clause.startsWith("附件1 7-"))).toHaveLength(5);
  });
});

describe("Huoqiu", () => {
  const profile = readProfile("huoqiu");
  it("gives no limits and no time, and says where they are", () => {
    expect(profile.routing.lanes).toBeNull();
    expect(profile.routing.noLimits?.quote).toContain("霍营商办〔2022〕2号");
    expect(clocks(profile)).toEqual({ "joint-approval": null, connection: null });
  });
  it("row 14: holds the first receiver to it at the counter and the last handler online", () => {
    const duty = (channel: string): unknown =>
      profile.firstContact.rules.find((rule) => rule.channels.some((each) => each === channel));
    expect(duty("counter")).toMatchObject({ duty: "first-receiver", basis: "text" });
    expect(duty("online")).toMatchObject({ duty: "last-handler", basis: "text" });
    expect(profile.firstContact.mixed).toMatchObject({ duty: "accepting-operator", ambiguity: "HQ-MIX" });
  });
  it("asks what the annex asks, with no code and no appointment", () => {
    expect(labels(profile, "header")).toEqual(["企业名称", "厂房产权类别", "联系人", "联系电话", "详细地址"]);
    expect(profile.form.sections[0]?.fields.filter((each) => !each.required).map((each) => each.label.zh)).toEqual([
      "厂房产权类别",
    ]);
    expect(options(profile, "gas", "demand")).toEqual(["m³/时"]);
    expect(options(profile, "gas", "pressure")).toEqual(["kPa"]);
    expect(options(profile, "network", "carriers")).toEqual(["移动", "电信", "联通"]);
  });
  it("prints the annex in its words, boxes and blanks", () => {
    expect(printed(profile)).toBe(
      "受理窗口：编号：企业基本信息企业名称厂房产权类别自有☐租赁☐联系人联系电话详细地址业务种类用电报装☐用水报装☐天然气报装☐通信报装☐移动☐电信☐联动☐" +
        "☐用电报装资料（选填）业务类型：新装☐增容☐临时用电☐其他☐主供容量：_____千伏安（千瓦）备供容量：_____千伏安（千瓦）" +
        "☐用水报装资料（选填）业务类型：新开户☐扩容☐临时用水☐其他☐水表口径：DN_____是否需要双路供水：是☐否☐" +
        "☐用气报装资料（选填）用气类型：生产☐生活☐用气量：_____m³/时供气压力：_____（kPa）期望用气时间：____年__月__日" +
        "☐通信报装资料（选填）业务类型：新装☐维修☐其他☐宽带速率：_____兆用户套餐：_____元/月",
    );
  });
});
