import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foldSearch } from "#shared/case/search-terms.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { openStation } from "#station/app/open-station.ts";
import { searchApplications, SEARCH_LIMIT } from "#station/search/search.ts";
import { plainFigure, spread, type Figure } from "./figure.ts";
import { interleave, type Turns } from "./interleave.ts";
import { invented } from "./invented-people.ts";
import { fillForSearch, searchedNumber } from "./search-store.ts";

/** LIKE takes so much longer that ours is asked several times, each time for somebody else, in the time of one. */
const OWN_A_TURN = 8;

/** What a clerk types, by kind; the nth application is meant, the last kind is nobody. */
const kinds: Record<string, (nth: number) => string> = {
  "one character of a name": (nth) => [...invented(nth).contact][1] ?? "",
  "two characters of a name": (nth) => [...invented(nth).contact].slice(0, 2).join(""),
  "a whole name": (nth) => invented(nth).contact,
  "part of a company": (nth) => invented(nth).applicant.slice(2, 6),
  "part of an address": (nth) => invented(nth).site.slice(3, 12),
  "last four of a phone": (nth) => invented(nth).phone.slice(-4),
  "part of an acceptance number": (nth) => searchedNumber(nth).slice(-8),
  "nobody's name": (nth) => `龘${[...invented(nth).contact][1] ?? ""}`,
};

type Like = (typed: string) => string[];

/** The same question put to LIKE over a table that holds nothing but the texts. */
function likeOf(context: StationContext): Like {
  const any = context.db
    .prepare<[string, number], number>(
      "SELECT nth FROM like_texts WHERE body LIKE '%' || ? || '%' ORDER BY nth DESC LIMIT ?",
    )
    .pluck();
  const phone = context.db
    .prepare<[string, string, number], number>(
      "SELECT nth FROM like_texts WHERE body LIKE '%' || ? || '%' OR phone LIKE '%' || ? ORDER BY nth DESC LIMIT ?",
    )
    .pluck();
  return (typed) => {
    const part = foldSearch(typed);
    return (/^\d{4,}$/.test(part) ? phone.all(part, part, SEARCH_LIMIT) : any.all(part, SEARCH_LIMIT)).map(
      searchedNumber,
    );
  };
}

const own = (context: StationContext, typed: string): string[] =>
  searchApplications(context, typed).lines.map((line) => line.acceptanceNumber);

function refuseOtherRows(context: StationContext, expected: string[], typed: string): void {
  const found = own(context, typed);
  // The sample that the rest was copied from is in the index and not in the table of texts.
  const differ =
    found.filter((number) => number.startsWith("LD03")).join() !== expected.join() && expected.length < SEARCH_LIMIT;
  if (differ || (expected.length === SEARCH_LIMIT && found.length < SEARCH_LIMIT))
    throw new Error(`other rows than LIKE for ${typed}: ${found.join(" ")} against ${expected.join(" ")}`);
}

const bytesOf = (context: StationContext, names: string): number =>
  context.db.prepare<[], number>(`SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE ${names}`).pluck().get() ?? 0;

/**
 * Searches by parts of names, addresses, numbers and phones in a store of that size, against LIKE over the same texts
 * in the same run. Throws where the rows differ.
 */
export async function* benchSearchText(stored: number, turns: Turns): AsyncGenerator<Figure> {
  const dir = mkdtempSync(join(tmpdir(), "bench-search-"));
  const { context, close } = await openStation(dir);
  try {
    fillForSearch(context, stored);
    const like = likeOf(context);
    const nthAt = (turn: number) => (turn * 7_919) % stored;
    for (const [kind, typed] of Object.entries(kinds)) {
      let expected: string[] = [];
      const asks = Object.fromEntries(
        Array.from({ length: OWN_A_TURN }, (_, i) => [
          `own ${i}`,
          { run: (turn: number) => void own(context, typed(nthAt(turn + i * 1_009))) },
        ]),
      );
      const took = await interleave(turns, {
        ...asks,
        like: { run: (turn) => void (expected = like(typed(nthAt(turn)))) },
        same: { run: (turn) => turn % 2 === 0 && refuseOtherRows(context, expected, typed(nthAt(turn))) },
      });
      const seconds = Object.entries(took).flatMap(([name, each]) => (name.startsWith("own") ? each : []));
      yield* spread("search", `${kind}, ${stored} stored`, seconds, [
        { name: "LIKE over a table of the same texts alone, same rows", seconds: took.like },
      ]);
    }
    const table = bytesOf(
      context,
      "name = 'applications' OR name LIKE 'applications_%' OR name LIKE 'sqlite_autoindex_applications_%'",
    );
    const index = bytesOf(
      context,
      "name IN ('search_segments', 'search_chunks') OR name LIKE 'sqlite_autoindex_search_segments%'",
    );
    yield plainFigure("search", `search index, ${stored} stored, bytes a row`, index / stored, "B");
    yield plainFigure("search", `applications with their indexes, ${stored} stored, bytes a row`, table / stored, "B");
    yield plainFigure(
      "search",
      `search index as a share of the applications, ${stored} stored`,
      (100 * index) / table,
      "%",
    );
  } finally {
    close();
    rmSync(dir, { recursive: true, force: true });
  }
}
