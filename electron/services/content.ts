import type { ApplicationContent } from "../../shared/application.ts";
import { say } from "../../shared/bilingual.ts";
import type { DraftBody } from "../../shared/contract/calls.ts";
import { readFormValues } from "../../shared/form-values.ts";
import { OutsideLine } from "../../shared/outside-line.ts";
import type { FieldProblem } from "../../shared/problem.ts";
import type { Profile } from "../../shared/profile.ts";
import { zodProblems } from "../../shared/zod-problems.ts";

/** What was typed, read against the profile: the content where nothing is wrong, and what is wrong or doubtful. */
export type ReadContent = { content: ApplicationContent; problems: FieldProblem[]; warnings: FieldProblem[] };

function readUtilities(profile: Profile, ticked: string[]): FieldProblem[] {
  const known = profile.utilities.map((utility) => utility.id);
  if (ticked.length === 0) return [{ path: "utilities", message: say("请至少勾选一项业务", "tick at least one utility") }];
  return ticked.flatMap((id, i) => {
    if (!known.includes(id)) return [{ path: `utilities[${i}]`, message: say(`本地没有这项业务：${id}（可选：${known.join("、")}）`, `not a utility of this profile: ${id} (known: ${known.join(", ")})`) }];
    return ticked.indexOf(id) < i ? [{ path: `utilities[${i}]`, message: say(`业务重复：${id}`, `listed twice: ${id}`) }] : [];
  });
}

function readLines(body: DraftBody): { lines: OutsideLine[]; problems: FieldProblem[] } {
  const lines: OutsideLine[] = [];
  const problems: FieldProblem[] = [];
  body.outsideLines.forEach((raw, i) => {
    const path = `outsideLines[${i}]`;
    const parsed = OutsideLine.safeParse(raw);
    if (!parsed.success) return problems.push(...zodProblems(parsed.error.issues, path));
    const { utility } = parsed.data;
    if (!body.utilities.includes(utility)) problems.push({ path: `${path}.utility`, message: say(`没有勾选这项业务：${utility}`, `this utility is not ticked: ${utility}`) });
    if (lines.some((line) => line.utility === utility)) problems.push({ path: `${path}.utility`, message: say(`同一业务的外线工程重复：${utility}`, `two outside lines for one utility: ${utility}`) });
    if (body.noOutsideLine.includes(utility)) problems.push({ path: `${path}.utility`, message: say(`既填了外线工程又勾了无外线工程：${utility}`, `given facts and also said to need no outside line: ${utility}`) });
    return lines.push(parsed.data);
  });
  body.noOutsideLine.forEach((utility, i) => {
    if (!body.utilities.includes(utility)) problems.push({ path: `noOutsideLine[${i}]`, message: say(`没有勾选这项业务：${utility}`, `this utility is not ticked: ${utility}`) });
  });
  return { lines, problems };
}

/** An outside line of which nothing has been measured. */
const unmeasured = (utility: string): OutsideLine => OutsideLine.parse({ utility });

/** Reads a draft against its profile; nothing is stored. A utility about which nothing is said has every fact unknown. */
export function readContent(profile: Profile, body: DraftBody): ReadContent {
  const form = readFormValues(profile, body.utilities, body.form);
  const { lines, problems } = readLines(body);
  const said = new Set([...lines.map((line) => line.utility), ...body.noOutsideLine]);
  const outsideLines = body.utilities.filter((utility) => !body.noOutsideLine.includes(utility)).map((utility) => lines.find((line) => line.utility === utility) ?? unmeasured(utility));
  const warnings = body.utilities
    .filter((utility) => !said.has(utility))
    .map((utility) => ({ path: "outsideLines", message: say(`${utility}：外线工程未填写，按“未测量”处理`, `${utility}: no outside line given; taken as not measured`) }));
  return {
    content: { utilities: body.utilities, channel: body.channel, form: form.values, outsideLines, noOutsideLine: body.noOutsideLine },
    problems: [...readUtilities(profile, body.utilities), ...form.problems, ...problems],
    warnings: [...form.warnings, ...warnings],
  };
}
