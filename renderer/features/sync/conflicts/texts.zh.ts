/** Texts of the form that puts together a version that two windows made. */
export const conflict = {
  "conflict.button": "处理版本冲突",
  "conflict.title": "处理版本冲突 {number}",
  "conflict.what":
    "{window}和本窗口同时办理了这份申请，{window}的一份先到中心平台。下面只列出两边不同的项目：只有一边改过的已预先选好，两边都改过的请逐项选定。",
  "conflict.noFields": "{window}和本窗口同时办理了这份申请，{window}的一份先到中心平台。登记内容两边没有不同。",
  "conflict.fields": "两个窗口不同的项目",
  "conflict.field": "项目",
  "conflict.base": "原值",
  "conflict.mine": "本窗口",
  "conflict.theirs": "另一窗口（{window}）",
  "conflict.both": "两边都改过",
  "conflict.blank": "（空）",
  "conflict.chooseMine": "{field}，以本窗口为准：{value}",
  "conflict.chooseTheirs": "{field}，以{window}为准：{value}",
  "conflict.choose": "请为每一项选定以哪一边为准。",
  "conflict.acts": "其他办理",
  "conflict.actsRule":
    "先到中心平台的办理有效；本窗口的办理还能接着办的自动接着办，不能的列明原因。已交给申请人的凭证请收回或说明。",
  "conflict.stands": "有效",
  "conflict.again": "接着办",
  "conflict.dropped": "不再办理：{why}",
  "conflict.droppedLine": "{label}没有接着办：{why}",
  "conflict.kept":
    "确定后，所选内容作为新版本接在另一窗口的版本之后上报；本窗口原来的记录连同经过原样保留，谁在什么时候选了哪一边记入操作留痕。",
  "conflict.waiting": "另一窗口的内容还没有取到，取到后自动显示。",
  "conflict.settled": "版本冲突已处理，所选内容已列入待上报。下面的办理没有接着办，请另行处理：",
  "conflict.close": "知道了",
  "conflict.cancel": "暂不处理",
  "conflict.send": "按所选内容上报",
} as const;
