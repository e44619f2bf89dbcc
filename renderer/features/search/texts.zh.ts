/** Texts of the search over every stored application. */
export const search = {
  "search.button": "查找",
  "search.title": "查找申请",
  "search.label": "姓名或单位（一个字也可）、地址、受理编号、电话后四位或信用代码",
  "search.hint": "键入任意一部分即可；最新的在前。",
  "search.none": "没有找到符合的申请。",
  "search.more": "还有更早的，请再键入一些。",
  "search.elsewhere": "{window}受理",
  "search.duty": "责任人 {name} · {window}",
} as const;
