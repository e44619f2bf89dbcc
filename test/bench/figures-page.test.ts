import { expect, it } from "vitest";
import { readProjectFile } from "#test/helpers/project-files.ts";
import { plainFigure, timeFigure } from "./figure.ts";
import { benches } from "./benches.ts";
import { withFigures } from "./figures-page.ts";

const PAGE = `# Figures
| bench | figure | ours | limit | × | goal | commit | day |
|---|---|---|---|---|---|---|---|
| \`intake\` | accept, p50 | 9 ms | 3 ms: bare commit, same rows | 3 | ≤ 2 ×, **missed** | aaaaaaaa | 2026-11-01 |
| \`intake\` | accept, p99 | 20 ms | 9 ms: its own p50 | 2.2 | ≤ 3 × | aaaaaaaa | 2026-11-01 |
| \`keys\` | a key, p99 | 21 ms | – | – | ≤ 50 ms | bbbbbbbb | 2026-11-02 |
`;
const taken = { commit: "cccccccc", day: "2026-12-01" };
const rowsOf = (page: string): string[] => page.split("\n").filter((line) => line.startsWith("| `"));

it("puts a figure taken again into its row with commit and day, and leaves the others theirs", () => {
  const figures = [
    timeFigure("intake", "accept, p50", 0.0036, { name: "bare commit, same rows", value: 0.002 }),
    timeFigure("intake", "accept, p50", 0.0036, { name: "a limit that the page does not show", value: 0.001 }),
  ];
  const { page, unmeasured } = withFigures(PAGE, figures, taken);
  const [, ...others] = rowsOf(PAGE);
  expect(rowsOf(page)).toEqual([
    "| `intake` | accept, p50 | 3.6 ms | 2 ms: bare commit, same rows | 1.8 | ≤ 2 × | cccccccc | 2026-12-01 |",
    ...others,
  ]);
  expect(unmeasured).toEqual(["`intake` | accept, p99 | its own p50"]);
});

it("marks a goal that is missed, also one in the figure's own unit", () => {
  const { page } = withFigures(PAGE, [plainFigure("keys", "a key, p99", 61, "ms")], taken);
  expect(rowsOf(page)[2]).toBe("| `keys` | a key, p99 | 61 ms | – | – | ≤ 50 ms, **missed** | cccccccc | 2026-12-01 |");
});

it("gives every figure on the page its commit and day, in the words that its bench can find again", () => {
  const rows = rowsOf(readProjectFile("docs/figures.md")).map((line) => line.slice(2, -2).split(" | "));
  const ofBenches = rows.filter(([bench = ""]) => benches[bench.slice(1, -1)] !== undefined);
  expect(new Set(ofBenches.map(([bench = ""]) => bench.slice(1, -1)))).toEqual(new Set(Object.keys(benches)));
  for (const row of ofBenches)
    expect(row, row.join(" | ")).toEqual([
      expect.anything(),
      expect.stringMatching(/\S/),
      expect.stringMatching(/^[\d.,]+ \S/),
      expect.stringMatching(/^(–|[\d.,]+ \S+: \S.*)$/),
      expect.stringMatching(/^(–|[\d.]+)$/),
      expect.stringMatching(/\S/),
      expect.stringMatching(/^[\da-f]{7,8}$/),
      expect.stringMatching(/^\d{4}-\d{2}-\d{2}/),
    ]);
});
