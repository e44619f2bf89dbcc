import { randomUUID } from "node:crypto";
import { cpSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { outboxPort } from "#station/db/due-entries.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import { jsonOf, ownFolder, runStationCommand, startStationProcess, type CliRun } from "#test/helpers/cli.ts";
import { makeEnrolledStation } from "#test/helpers/enrolled-hall.ts";
import { testProfiles } from "#test/helpers/store-template.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { readOutbox } from "#test/helpers/read-outbox.ts";
import { ScriptedCentre, type Move } from "#test/helpers/scripted-centre.ts";
import { countCalls, killAt, needStrace } from "#test/helpers/strace.ts";

const FULL = process.env["LIANDONG_FAULTS"] === "full";
const KEY = "0192f0c1-7a3e-4000-8000-00000000feed";
const RECORDS = 6;

const centre = new ScriptedCentre();
let base = "";

beforeAll(async () => {
  needStrace();
  await centre.open();
  base = await makeEnrolledStation(centre, KEY);
  const open = await openStation(base, { ...testProfiles() });
  for (let nth = 1; nth < RECORDS; nth += 1)
    submitApplication(open.context, operatorAt(open.context), {
      key: randomUUID(),
      body: yunhaiDraft({
        form: {
          header: { applicant: `示例${nth}公司`, site: `云海路 ${nth} 号`, contact: "示例人", phone: "13800000000" },
        },
      }),
    });
  expect(outboxPort(open.context.db).countByState()).toMatchObject({ waiting: RECORDS });
  open.close();
}, 360_000);
afterAll(() => centre.close());
beforeEach(() => {
  centre.held.clear();
  centre.seen.length = 0;
  centre.script = () => "accept";
});

function copyOfBase(): string {
  const copy = ownFolder();
  cpSync(base, copy, { recursive: true });
  return copy;
}

const syncOf = (dir: string, before: string[] = []): Promise<CliRun> =>
  runStationCommand(["sync", "--data", dir], { before });

/** The next sync finishes the work: every record once at the centre, each entry sent with the receipt that the centre gave. */
async function expectAllOnce(dir: string): Promise<void> {
  centre.script = () => "accept";
  const run = await syncOf(dir);
  expect(run.code).toBe(0);
  expect(jsonOf(run)).toMatchObject({ sent: RECORDS, refused: 0, unreachable: 0 });
  expect(centre.held.size).toBe(RECORDS);
  for (const entry of readOutbox(dir))
    expect(entry).toMatchObject({ state: "sent", receipt: centre.held.get(entry.key)?.receipt });
}

/** Kills `hall sync` while the centre holds its batch; the process is stopped first, so that it cannot see the answer. */
async function killAtBatch(move: Move): Promise<string> {
  const dir = copyOfBase();
  const { child, ended } = startStationProcess(["sync", "--data", dir]);
  centre.script = ({ method }) => {
    if (method !== "POST") return "accept";
    child.kill("SIGSTOP");
    return move;
  };
  await centre.arrived(RECORDS);
  child.kill("SIGKILL");
  expect((await ended).signal).toBe("SIGKILL");
  // The first went alone, as a probe; the rest was marked in one write before the call.
  expect(
    readOutbox(dir)
      .map((entry) => entry.state)
      .toSorted(),
  ).toEqual([...Array.from({ length: RECORDS - 1 }, () => "sending"), "sent"]);
  return dir;
}

it.each<[string, Move, number]>([
  ["the batch sent and lost", "reset", 1],
  ["the batch kept and the answer lost", "accept-then-reset", RECORDS],
  ["the batch answered and the answer unread", "accept", RECORDS],
])(
  "row 60: killed with %s: it goes again under the same keys, and each record has one receipt",
  async (_name, move, held) => {
    const dir = await killAtBatch(move);
    expect(centre.held.size).toBe(held);
    await expectAllOnce(dir);
  },
);

it(
  "row 60: killed at each write and flush of a batch: never two receipts, never none",
  { timeout: 900_000 },
  async () => {
    const calls = ["pwrite64", "fdatasync"];
    const { counts, run } = await countCalls(calls, (before) => syncOf(copyOfBase(), before));
    expect(run.code).toBe(0);
    const every = FULL ? 1 : 8;
    const points = calls.flatMap((call) =>
      Array.from({ length: counts[call] ?? 0 }, (_, i) => ({ call, nth: i + 1 })).filter(
        (_, i) => i % every === every - 1,
      ),
    );
    expect(points.length).toBeGreaterThan(1);
    for (const { call, nth } of points) {
      centre.held.clear();
      centre.seen.length = 0;
      const dir = copyOfBase();
      await killAt({ call, nth }, (before) => syncOf(dir, before));
      // A row says "sent" only with the receipt that the centre gave it.
      for (const entry of readOutbox(dir))
        if (entry.state === "sent") expect(entry.receipt).toBe(centre.held.get(entry.key)?.receipt);
      await expectAllOnce(dir);
    }
  },
);
