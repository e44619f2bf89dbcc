import { runBounded } from "./children.mjs";
import { inRoot } from "./root.mjs";
import { Stop } from "./say.mjs";
import { isBuilt } from "./sources.mjs";

/** Builds `dist/` where the sources have changed since. @param {string} node @param {NodeJS.ProcessEnv} env */
export async function ensureBuilt(node, env) {
  if (isBuilt()) return;
  const ending = await runBounded(node, [inRoot("electron", "launch", "build.mjs")], {
    seconds: 300,
    zh: "构建",
    en: "building",
    env,
  });
  if (ending.code !== 0) throw new Stop("构建失败，原因见上。", "The build failed for the reason above.");
}
