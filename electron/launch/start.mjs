// `npm start`: does all the set-up, then opens the hall by the best way this machine has.
import { endChildrenOnSignals, isStopping } from "./children.mjs";
import { openInElectron } from "./electron-way.mjs";
import { ensureBuilt } from "./ensure-built.mjs";
import { hasDisplay } from "./find-browser.mjs";
import { openOnLoopback } from "./loopback-way.mjs";
import { prepare } from "./prepare.mjs";
import { runMain } from "./terminal.mjs";
import { readStartOptions } from "./start-options.mjs";
import { environment } from "./environment.mjs";

const HELP = `用法 Usage: npm start -- [选项 options]
  --data DIR       数据文件夹，默认为本系统的用户数据目录 / the hall's folder; default: this system's place for user data
  --profile P      打开时使用的地方规则 / the profile to open with
  --get-electron   立即再次尝试下载 Electron 运行时 / try again now to download the Electron runtime
`;

/** @returns {Promise<number>} the exit code */
async function main() {
  const options = readStartOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  endChildrenOnSignals();
  const { node, env } = await prepare();
  await ensureBuilt(node, env);
  // What the program writes from here on is for its user only; packages and build may serve others.
  process.umask(0o077);
  if (isStopping()) return 130;
  if (hasDisplay(process.platform, environment)) {
    const code = await openInElectron(node, env, options);
    if (code !== null) return code;
  }
  return isStopping() ? 130 : openOnLoopback(node, env, options);
}

await runMain(main);
