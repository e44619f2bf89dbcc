/** The texts of services beside the connection (更名、过户). */
export const service = {
  "service.title": "申请服务",
  "service.hint": "左右方向键选择",
  "service.noLine": "不涉及外线工程",
  "service.earlier": "原报装受理编号（可不填，可按名称、地址、电话查找）",
  "service.earlierFound": "选用 {number}",
  "service.follows": "原报装",
  "service.openEarlier": "打开原申请 {number}",
  "service.open": "打开原申请",
} as const;
