import type { Problem } from "../../shared/problem.ts";

/** Where a command writes: results as JSON to one side, words for people to the other. */
export type Terminal = { result: (value: unknown) => void; say: (zh: string, en: string) => void };

/** Standard output for JSON, standard error for words. */
export const terminal: Terminal = {
  result: (value) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  say: (zh, en) => process.stderr.write(`${zh}\n${en}\n`),
};

/** Tells a problem in both languages: what happened, each field, whether the data is safe, what to do. */
export function sayProblem(problem: Problem): void {
  const lines = [
    problem.what.zh,
    ...problem.fields.map((field) => `  ${field.path}：${field.message.zh}`),
    problem.safe.zh,
    problem.next.zh,
    problem.what.en,
    ...problem.fields.map((field) => `  ${field.path}: ${field.message.en}`),
    problem.safe.en,
    problem.next.en,
  ];
  process.stderr.write(`${lines.join("\n")}\n`);
}
