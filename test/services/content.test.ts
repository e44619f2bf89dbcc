import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { DraftBody } from "#shared/case/draft-body.ts";
import { Profile } from "#shared/profile/profile.ts";
import { validateDraft } from "#station/records/validate-draft.ts";

const suizhou = Profile.parse(
  JSON.parse(readFileSync(new URL("../../resources/profiles/suizhou.json", import.meta.url), "utf8")),
);
const HEADER = { applicant: "示例公司", site: "示例路 1 号", contact: "示例·人", phone: "0722-8231234转80123" };
const read = (changes: Partial<DraftBody> = {}, header: object = {}) =>
  validateDraft(
    suizhou,
    {
      profileId: "suizhou",
      utilities: ["water"],
      channel: "counter",
      form: { header: { ...HEADER, ...header } },
      outsideLines: [],
      noOutsideLine: ["water"],
      at: null,
      ...changes,
    },
    "2026-11-20T01:00:00.000Z",
  );
const words = (list: { path: string; message: { zh: string } }[]) =>
  list.map(({ path, message }) => `${path} ${message.zh}`);

describe("what was typed at intake", () => {
  it("speaks of a utility by its name and not by its id", () => {
    expect(words(read({ noOutsideLine: [] }).warnings)).toEqual([
      "outsideLines 用水报装：外线工程未填写，按“未测量”处理",
    ]);
    expect(words(read({ outsideLines: [{ utility: "gas" }] }).problems)).toEqual([
      "outsideLines[0].utility 没有勾选这项业务：天然气报装",
    ]);
    expect(words(read({ utilities: ["water", "oil"] }).problems)[0]).toContain(
      "本地没有这项业务：oil（可选：水 water、电 power",
    );
    expect(words(read({ utilities: ["water", "water"] }).problems)).toEqual(["utilities[1] 业务重复：用水报装"]);
  });

  it("questions an agreed time that is already past, and no other", () => {
    expect(words(read({}, { appointment: "2026-11-20T08" }).warnings)).toEqual([
      "form.header.appointment 预约接入时间：早于现在，请核对",
    ]);
    expect(read({}, { appointment: "2026-11-20T10" }).warnings).toEqual([]);
    expect(read().warnings).toEqual([]);
  });

  it("takes codes and numbers as people write them: spaced, lower case, full-width, two telephones", () => {
    const taken = read({}, { creditCode: "９１４２ 1300 ma49 0000 2x", phone: "+86 0722-8231234 转 80123" });
    expect(taken.problems).toEqual([]);
    expect(taken.content.form["header"]?.["phone"]).toBe("0722-8231234-80123");
    expect(read({}, { phone: "13800000011、13900000022" }).problems).toEqual([]);
    expect(words(read({}, { creditCode: "9".repeat(19) }).problems)).toEqual([
      "form.header.creditCode 信用代码：过长，最多 18 个字",
    ]);
  });

  it("asks for one line where the form has one line", () => {
    expect(words(read({}, { site: "示例路\n1 号" }).problems)).toEqual([
      "form.header.site 申请安装地址：只能写成一行，不能换行（U+000A）",
    ]);
  });

  it("takes a text that shows nothing for a blank", () => {
    for (const unseen of ["\u200B\u200D", "\u3164", "\u2800", "\u00AD\uFE0F"])
      expect(words(read({}, { applicant: unseen }).problems)).toEqual(["form.header.applicant 申请单位：必填"]);
    expect(read({}, { applicant: "示例\u200B公司" }).problems).toEqual([]);
  });

  it("refuses a day of work more than a year ahead, which would make a road old enough and a suspension over", () => {
    const line = (on: string) => ({
      noOutsideLine: [],
      outsideLines: [{ utility: "water", on, crossings: [], lineLengthMm: 1000, green: null }],
    });
    expect(words(read(line("9999-12-31")).problems)).toEqual([
      "outsideLines[0].on 施工日：日期在一年以后（最晚 2027-11-20），请核对是否写错：用水报装",
    ]);
    expect(read(line("2027-11-20")).problems).toEqual([]);
  });
});
