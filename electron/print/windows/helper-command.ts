import { join, win32 } from "node:path";
import { resourcesDir } from "#station/resources.ts";
import type { HelperCommand } from "./helper-process.ts";

/** How the helper is started: Windows PowerShell 5.1, which every Windows 10 and 11 has, on our script alone; no profile, no window, no question. */
export function helperCommand(
  resources = resourcesDir(),
  systemRoot = process.env["SystemRoot"] ?? "C:\\Windows",
): HelperCommand {
  // Only Electron reads inside its archive: the script lies unpacked beside it.
  const script = join(resources, "windows", "spooler.ps1").replace(/app\.asar(?=[\\/])/, "app.asar.unpacked");
  return {
    file: win32.join(systemRoot, "System32", "WindowsPowerShell", "v1.0", "powershell.exe"),
    args: ["-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", script],
  };
}
