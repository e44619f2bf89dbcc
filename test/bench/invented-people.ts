const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
const TRADES = ["商贸", "建材", "食品", "物流", "科技", "餐饮", "机械", "纺织", "医药", "置业"];
const ROADS = ["样品", "示范", "新月", "长青", "南湖", "北门", "东升", "西园", "中心", "滨河", "文昌", "工业"];
/** The commonest part of the Unified Ideographs, from which invented given names are drawn. */
const FIRST_SIGN = 0x4e00;
const SIGNS = 6_000;

/** The nth number of a row that looks random and is the same in every run. */
function mix(nth: number, salt: number): number {
  let x = (nth * 0x9e3779b1 + salt * 0x85ebca6b) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) >>> 0;
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39) >>> 0;
  return (x ^ (x >>> 15)) >>> 0;
}

// Squared, so that some signs are common and most are rare, as in names.
const sign = (nth: number, salt: number): string =>
  String.fromCodePoint(FIRST_SIGN + Math.floor((mix(nth, salt) / 2 ** 32) ** 2 * SIGNS));
const pick = <T>(list: readonly T[], nth: number, salt: number): T => {
  const found = list[mix(nth, salt) % list.length];
  if (found === undefined) throw new Error("an empty list");
  return found;
};

/** One invented person with company, address and phone. */
export type Invented = { applicant: string; contact: string; site: string; phone: string };

/** The nth invented applicant; no two runs differ. */
export const invented = (nth: number): Invented => ({
  applicant: `示例${sign(nth, 1)}${sign(nth, 2)}${pick(TRADES, nth, 3)}有限公司`,
  contact: `${pick([...SURNAMES], nth, 4)}${sign(nth, 5)}${mix(nth, 6) % 3 === 0 ? "" : sign(nth, 7)}`,
  site: `示例市${pick(ROADS, nth, 8)}路${(mix(nth, 9) % 900) + 1}号${sign(nth, 10)}${sign(nth, 11)}小区${(mix(nth, 12) % 40) + 1}栋`,
  phone: `1${(mix(nth, 13) % 7) + 3}${String(mix(nth, 14) % 1_000_000_000).padStart(9, "0")}`,
});

const CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** The nth invented credit code; its check character is right. */
export function inventedCode(nth: number): string {
  const body = `91420000MA${String(nth % 10_000_000).padStart(7, "0")}`;
  const sum = [...body].reduce((all, character, i) => all + CODE_CHARACTERS.indexOf(character) * (3 ** i % 31), 0);
  return body + CODE_CHARACTERS.charAt((31 - (sum % 31)) % 31);
}
