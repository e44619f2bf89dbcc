import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { ProblemError, type FieldProblem } from "#shared/lib/problem.ts";
import { profileFaults } from "./profile-checks.ts";
import { isJsonObject, mergeProfiles, stampLeaves, type UnquotedChange } from "./merge-profile.ts";
import { Profile } from "./profile.ts";
import { pathText, zodProblems } from "#shared/lib/zod-problems.ts";

/** Finds the parsed JSON of the profile with an id; undefined if there is none. */
export type FindProfile = (id: string) => unknown;

const OWN = ["id", "documentNumber"] as const;

/** Refuses a profile: the file, each path in it, and what was expected there. */
function invalid(file: string, fields: FieldProblem[]): ProblemError {
  const named = fields.map(({ path, message }) => ({
    path,
    message: bilingual(
      `${file}：${path || "（整个文件）"} ${message.zh}`,
      `${file}: ${path || "(the whole file)"} ${message.en}`,
    ),
  }));
  return new ProblemError({
    code: "profile-invalid",
    what: bilingual(
      `地方规则 ${file} 有 ${fields.length} 处不符合要求，没有启用。`,
      `The profile ${file} has ${fields.length} fault(s) and was not taken into use.`,
    ),
    safe: bilingual(
      "已保存的数据不受影响；其他地方规则照常可用。",
      "What was saved is untouched; other profiles work as before.",
    ),
    next: bilingual("按列出的位置更正该文件后重新启动。", "Mend the file at the places listed and start again."),
    fields: named,
  });
}

const fault = (path: string, message: Bilingual): FieldProblem => ({ path, message });

/** Adds the shortened value at its path to a fault. */
function withValue({ path, message }: FieldProblem, merged: unknown): FieldProblem {
  let value: unknown = merged;
  for (const part of path.split(/[.[\]]+/).filter((each) => each !== ""))
    value =
      typeof value === "object" && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string, unknown>)[part]
        : undefined;
  if (path === "") return { path, message };
  const text = JSON.stringify(value)?.slice(0, 60);
  return {
    path,
    message:
      text === undefined
        ? bilingual(`${message.zh}（现在没有这一项）`, `${message.en} (there is none now)`)
        : bilingual(`${message.zh}（现为 ${text}）`, `${message.en} (it is ${text})`),
  };
}

function mergedWithBase(raw: unknown, file: string, find: FindProfile, line: readonly string[]): unknown {
  if (!isJsonObject(raw)) throw invalid(file, [fault("", bilingual("应为一个 JSON 对象", "must be a JSON object"))]);
  const { extends: base, ...own } = raw;
  if (base === undefined) return own;
  if (typeof base !== "string" || base === "")
    throw invalid(file, [fault("extends", bilingual("应为另一地方规则的标识", "must be the id of another profile"))]);
  const lacking = OWN.filter((key) => typeof own[key] !== "string");
  if (lacking.length > 0)
    throw invalid(
      file,
      lacking.map((key) =>
        fault(
          key,
          bilingual(
            "扩展其他地方规则时须写明自己的标识和文号",
            "a profile that extends another states its own id and document number",
          ),
        ),
      ),
    );
  const chain = [...new Set([...line, String(own["id"])])];
  if (chain.includes(base))
    throw invalid(file, [
      fault(
        "extends",
        bilingual(
          `循环扩展：${[...chain, base].join(" → ")}`,
          `profiles extend each other in a circle: ${[...chain, base].join(" → ")}`,
        ),
      ),
    ]);
  const found = find(base);
  if (found === undefined)
    throw invalid(file, [
      fault(
        "extends",
        bilingual(`找不到所扩展的地方规则：${base}`, `the profile that it extends is not there: ${base}`),
      ),
    ]);
  const resolved = mergedWithBase(found, `${file} → ${base}`, find, [...chain, base]);
  const number = isJsonObject(resolved) ? resolved["documentNumber"] : undefined;
  if (typeof number !== "string")
    throw invalid(file, [
      fault(
        "extends",
        bilingual(`所扩展的地方规则没有文号：${base}`, `the profile that it extends has no document number: ${base}`),
      ),
    ]);
  const unquoted: UnquotedChange[] = [];
  const merged = mergeProfiles(stampLeaves(resolved, number), own, unquoted);
  if (unquoted.length > 0) {
    throw invalid(
      file,
      unquoted.map(({ path }) =>
        fault(
          pathText(path),
          bilingual(
            "改动了原文件的条目，须同时给出自己的 quote 和 clause",
            "changes what another paper says, so it must bring its own quote and clause",
          ),
        ),
      ),
    );
  }
  return merged;
}

/**
 * Reads a profile from parsed JSON, merged over the one that it `extends`. Leaves of the base keep their own policy's
 * number. Throws a ProblemError `profile-invalid` that names file, path and what was expected.
 */
export function resolveProfile(raw: unknown, file: string, find: FindProfile): Profile {
  const merged = mergedWithBase(raw, file, find, []);
  const result = Profile.safeParse(merged);
  if (!result.success)
    throw invalid(
      file,
      zodProblems(result.error.issues).map((one) => withValue(one, merged)),
    );
  const faults = profileFaults(result.data);
  if (faults.length > 0) throw invalid(file, faults);
  return result.data;
}
