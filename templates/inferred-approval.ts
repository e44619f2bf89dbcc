import type { Sheet, SheetCell } from "#shared/form.ts";
import type { Profile } from "#shared/profile.ts";

const label = (...lines: string[]): SheetCell => ({ lines, as: "label", span: 1, rowSpan: 1 });
const value = (lines: string[], span: number): SheetCell => ({ lines, as: "value", span, rowSpan: 1 });

/** Opinion blocks left for the pen where the paper does not say who signs; no department is made up. */
const UNNAMED_BLOCKS = 4;

function opinionRows(profile: Profile, given: number): Sheet["rows"] {
  if (profile.signers === null) {
    return Array.from({ length: Math.max(0, UNNAMED_BLOCKS - given) }, () => ({
      heightMm: 25,
      cells: [
        label("审批部门", "（本地文件未列明", "签批部门）"),
        value(["审批部门：", "审批意见：", "", "签批时间：　　　年　　月　　日"], 3),
      ],
    }));
  }
  return profile.signers.map((signer) => ({
    heightMm: 24,
    cells: [
      label(signer.label.zh, "审批意见"),
      value(
        [
          `{opinion ${signer.id}}`,
          "",
          `签批时间： {opinionDate ${signer.id}|year} 年 {opinionDate ${signer.id}|month} 月 {opinionDate ${signer.id}|day} 日`,
        ],
        3,
      ),
    ],
  }));
}

/** The common layout (推定) of the combined approval sheet where the paper attaches none; `given` opinions of unnamed departments take the place of blank blocks. */
export function inferredApprovalSheet(profile: Profile, given: number): Sheet {
  const row = (...cells: SheetCell[]) => ({ heightMm: 10, cells });
  return {
    columns: [20, 30, 18, 32],
    above: [],
    rows: [
      row(label("项目代码"), value(["{approval.projectCode}"], 3)),
      row(
        label("申请单位"),
        value(["{approval.applicant}"], 1),
        label("法定代表人", "(负责人)"),
        value(["{approval.legalRepresentative}"], 1),
      ),
      row(label("单位地址"), value(["{approval.address}"], 3)),
      row(label("联系人"), value(["{approval.contact}"], 1), label("联系电话"), value(["{approval.phone}"], 1)),
      row(
        label("施工时间"),
        value(
          [
            "{approval.workFrom|year} 年 {approval.workFrom|month} 月 {approval.workFrom|day} 日起至 {approval.workTo|year} 年 {approval.workTo|month} 月 {approval.workTo|day} 日",
          ],
          3,
        ),
      ),
      row(label("报装接入地点", "(详细路段地址)"), value(["{approval.workSite}"], 3)),
      ...opinionRows(profile, given),
    ],
    below: [],
  };
}
