import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput, type ProblemError } from "#shared/lib/problem.ts";

/** Ours have about eight levels; something nested thousands deep is made to exhaust whoever reads it. */
const MAX_DEPTH = 20;

const unfit = (path: string, zh: string, en: string): ProblemError =>
  badInput([{ path: path.slice(0, 200), message: bilingual(zh, en) }]);

/** Refuses what no input of ours has and what would be lost or dangerous on the way: `__proto__` as a name, and very deep nesting. Throws a problem. */
export function checkJsonShape(root: unknown): void {
  const open: { value: unknown; path: string; depth: number }[] = [{ value: root, path: "", depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path, depth } = next;
    if (typeof value !== "object" || value === null) continue;
    if (depth > MAX_DEPTH) throw unfit(path, `嵌套超过 ${MAX_DEPTH} 层`, `nested more than ${MAX_DEPTH} deep`);
    for (const [key, each] of Object.entries(value)) {
      const at = Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
      if (key === "__proto__") throw unfit(at, "不认识的项目", "unknown key");
      open.push({ value: each, path: at, depth: depth + 1 });
    }
  }
}
