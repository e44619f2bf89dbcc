import { bilingual } from "#shared/lib/bilingual.ts";
import { listWindowsPrinters } from "#station/printing/windows/list-printers.ts";
import { finding, type Finding } from "#station/app/finding.ts";
import { findQueues } from "./doctor-machine.ts";

const named = (names: readonly string[]): Finding =>
  finding(
    "printers",
    names.length > 0,
    bilingual(
      names.length > 0
        ? `系统打印机：${names.join("、")}`
        : "没有找到系统打印机（文书会存入大厅文件夹的 tray/ 供打印）",
      names.length > 0
        ? `printers: ${names.join(", ")}`
        : "no printer found (documents are put into tray/ of the hall's folder)",
    ),
    bilingual("请在系统中添加打印机", "add a printer to the system"),
  );

/**
 * The printers of the system. On Windows the helper that prints lists them, so that a helper that cannot start is
 * found here.
 */
export async function doctorPrinters(
  platform: NodeJS.Platform = process.platform,
  list = listWindowsPrinters,
): Promise<Finding[]> {
  if (platform !== "win32") return [named(findQueues())];
  const found = await list();
  if ("names" in found)
    return [
      finding("print-helper", true, bilingual("Windows 打印组件可以启动", "the Windows print helper starts"), null),
      named(found.names),
    ];
  return [
    finding(
      "print-helper",
      false,
      bilingual(
        `Windows 打印组件没有启动：${found.fault.detail}`,
        `the Windows print helper did not start: ${found.fault.detail}`,
      ),
      bilingual(
        "请管理员确认本机允许运行 PowerShell（resources/windows/spooler.ps1）；此前文书可存入打印文件夹",
        "ask an administrator to allow PowerShell to run resources/windows/spooler.ps1; until then, documents can go to the print folder",
      ),
    ),
  ];
}
