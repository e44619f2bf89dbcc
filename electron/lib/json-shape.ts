import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput, type ProblemError } from "#shared/lib/problem.ts";

/** Ours have about eight levels; something nested thousands deep is made to exhaust whoever reads it. */
const MAX_DEPTH = 20;
/** No object of ours has more names and no list more items. Naming each wrong one would stop the hall for seconds. */
const MAX_ITEMS = 1_000;

const unfit = (path: string, zh: string, en: string): ProblemError =>
  badInput([{ path: path.slice(0, 200), message: bilingual(zh, en) }]);

function pathOf(parent: string, key: string, isInArray: boolean): string {
  if (isInArray) return `${parent}[${key}]`;
  return parent === "" ? key : `${parent}.${key}`;
}

/**
 * Throws a problem for `__proto__` as a name, very deep nesting and very many names or items: no input of ours has them.
 * They would be lost or dangerous on the way.
 */
export function checkJsonShape(root: unknown): void {
  const open: { value: unknown; path: string; depth: number }[] = [{ value: root, path: "", depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path, depth } = next;
    if (typeof value !== "object" || value === null) continue;
    if (depth > MAX_DEPTH) throw unfit(path, `嵌套超过 ${MAX_DEPTH} 层`, `nested more than ${MAX_DEPTH} deep`);
    const items = Object.entries(value);
    if (items.length > MAX_ITEMS) throw unfit(path, `超过 ${MAX_ITEMS} 项`, `more than ${MAX_ITEMS} items`);
    for (const [key, each] of items) {
      const at = pathOf(path, key, Array.isArray(value));
      if (key === "__proto__") throw unfit(at, "不认识的项目", "unknown key");
      open.push({ value: each, path: at, depth: depth + 1 });
    }
  }
}
