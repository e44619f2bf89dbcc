import type { z } from "zod";
import { bilingual, counted, type Bilingual } from "./bilingual.ts";
import type { FieldProblem } from "./problem.ts";

type Issue = z.core.$ZodIssue;

const typeNames: Record<string, Bilingual> = {
  string: bilingual("文字", "text"),
  number: bilingual("数字", "a number"),
  int: bilingual("整数", "a whole number"),
  boolean: bilingual("是/否", "true or false"),
  array: bilingual("列表", "a list"),
  object: bilingual("对象", "an object"),
  record: bilingual("对象", "an object"),
};

/** Our own schema messages carry both languages as `中文 / English`. */
function split(message: string): Bilingual | null {
  const at = message.indexOf(" / ");
  return at > 0 ? bilingual(message.slice(0, at), message.slice(at + 3)) : null;
}

function messageOf(issue: Issue): Bilingual {
  const own = split(issue.message);
  if (own) return own;
  switch (issue.code) {
    case "invalid_type": {
      const name = typeNames[issue.expected] ?? bilingual(issue.expected, issue.expected);
      return bilingual(`应为${name.zh}`, `must be ${name.en}`);
    }
    case "invalid_value":
      return bilingual(`应为下列之一：${issue.values.join("、")}`, `must be one of: ${issue.values.join(", ")}`);
    case "unrecognized_keys":
      return bilingual(`不认识的项目：${issue.keys.join("、")}`, `unknown key: ${issue.keys.join(", ")}`);
    case "too_big":
      if (issue.origin === "string")
        return bilingual(
          `过长，最多 ${issue.maximum} 个字`,
          `is too long: at most ${counted(Number(issue.maximum), "character")}`,
        );
      if (issue.origin === "array")
        return bilingual(`最多 ${issue.maximum} 项`, `at most ${counted(Number(issue.maximum), "item")}`);
      return bilingual(`超过上限 ${issue.maximum}`, `more than the limit of ${issue.maximum}`);
    case "too_small":
      if (issue.origin === "string" && issue.minimum === 1) return bilingual("不能为空", "must not be blank");
      if (issue.origin === "string")
        return bilingual(
          `过短，至少 ${issue.minimum} 个字`,
          `is too short: at least ${counted(Number(issue.minimum), "character")}`,
        );
      return bilingual(`低于下限 ${issue.minimum}`, `less than the minimum of ${issue.minimum}`);
    default:
      return bilingual("格式不符", `not of the expected form (${issue.message})`);
  }
}

/** Writes a path as people read it: `crossings[0].lengthMm`. */
export function pathText(path: readonly PropertyKey[], prefix = ""): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, prefix);
}

/** Turns schema errors into field problems in both languages; for a union, the last branch counts. */
export function zodProblems(issues: readonly Issue[], prefix = ""): FieldProblem[] {
  const all = issues.flatMap((issue): FieldProblem[] => {
    const path = pathText(issue.path, prefix);
    const branch = issue.code === "invalid_union" ? issue.errors.at(-1) : undefined;
    return branch && branch.length > 0 ? zodProblems(branch, path) : [{ path, message: messageOf(issue) }];
  });
  // A number far out of range breaks several rules that have one message.
  return all.filter(
    ({ path, message }, i) => all.findIndex((other) => other.path === path && other.message.zh === message.zh) === i,
  );
}
