import type { z } from "zod";

const TYPES: Record<string, string> = {
  string: "须为文本 / must be text",
  number: "须为数字 / must be a number",
  int: "须为整数 / must be a whole number",
  object: "须为 JSON 对象 / must be a JSON object",
};

/** What is wrong with one field, Chinese first; never repeats the value that was sent, which may be personal. */
export function fieldMessage(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return TYPES[issue.expected] ?? "类型不对 / of the wrong type";
    case "too_big":
      return `太大或太长，上限 ${issue.maximum} / too large or too long, at most ${issue.maximum}`;
    case "too_small":
      return `太小或太短，下限 ${issue.minimum} / too small or too short, at least ${issue.minimum}`;
    case "invalid_format":
      return "格式不对 / not in the expected format";
    case "unrecognized_keys":
      return "含有不认识的字段 / holds fields that are not known";
    default:
      return "内容不符合要求 / not acceptable";
  }
}
