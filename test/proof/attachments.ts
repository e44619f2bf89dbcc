import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attachmentPort, queueAttachment } from "#station/db/attachment-sends.ts";
import { keepFile } from "#station/lib/file-store.ts";
import { openKeptFile } from "#station/lib/file-store.ts";
import { createAttachmentWorker, type AttachmentWorker } from "#station/sync/attachments/attachment-worker.ts";
import type { AttachmentPort } from "#station/db/attachment-sends.ts";
import { hashOf, storedBytes } from "#test/helpers/attachment-client.ts";
import { makeRng, type Rng } from "#test/helpers/rng.ts";
import { startFaultProxy } from "#test/helpers/fault-proxy.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { networkFaults } from "./network-faults.ts";
import type { ProofStation } from "./network.ts";

/** A fault put on purpose between the worker and its store. */
export type AttachmentPlant = (port: AttachmentPort) => AttachmentPort;

/** What one seed showed; `wrong` is empty when every file arrived whole and as it was, and the station knows it. */
export type AttachmentRun = {
  kind: string;
  seed: number;
  files: number;
  struck: number;
  rounds: number;
  wrong: string[];
};

const START = "2026-11-21T08:00:00.000Z";
const MAX_ROUNDS = 120;
const ROUND_MS = 20_000;
/** Longer than for records: a piece is a hundred times as large, and the machine of the proof is shared. */
const DEADLINE_MS = 1_000;

const isDone = (port: AttachmentPort): boolean => port.nextDueAt() === null;

function someFile(roll: Rng): Buffer {
  const bytes = Buffer.alloc(1 + roll.below(roll.pick([40, 5_000, 300_000, 700_000])));
  for (let at = 0; at < bytes.length; at += 1 + roll.below(200)) bytes[at] = roll.below(256);
  return Buffer.concat([Buffer.from(randomUUID()), bytes]);
}

/** Waits for the worker to be done or asleep; false where it is neither after so long. */
async function isIdle(clock: HandClock, port: AttachmentPort): Promise<boolean> {
  const end = performance.now() + ROUND_MS;
  while (clock.nextTimerMs === null && !isDone(port)) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return true;
}

async function findFaults({ db, sql }: ProofStation, files: readonly Buffer[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const file of files) {
    const hash = hashOf(file);
    const here = db
      .prepare<[string], { state: string; receipt: string | null }>(
        "SELECT state, receipt FROM attachment_sends WHERE hash = ?",
      )
      .get(hash);
    const [there, ...more] = await storedBytes(sql, hash);
    if (there === undefined)
      wrong.push(
        here?.state === "sent" ? "lost: sent here, unknown at the centre" : `not arrived: ${here?.state ?? "gone"}`,
      );
    else if (here?.state !== "sent") wrong.push(`stuck: ${here?.state ?? "gone"} here, held at the centre`);
    if (there !== undefined && !there.equals(file)) wrong.push("altered");
    if (more.length > 0) wrong.push("doubled");
    const [row] = await sql.query("select receipt from attachments where hash = $1", [hash]);
    if (there !== undefined && row?.["receipt"] !== here?.receipt) wrong.push("another receipt");
  }
  return wrong;
}

/**
 * Plays one seed: some files, a station that sends them through faults, a kill or two during a run, then a quiet
 * network. Nobody presses "retry now".
 */
export async function playAttachments(
  station: ProofStation,
  kind: string,
  seed: number,
  plant: AttachmentPlant = (port) => port,
): Promise<AttachmentRun> {
  const roll = makeRng(seed * 31 + Object.keys(networkFaults).indexOf(kind));
  const fault = networkFaults[kind];
  if (fault === undefined) throw new Error(`no such fault: ${kind}`);
  const dir = await mkdtemp(join(tmpdir(), "proof-attachments-"));
  const files = Array.from({ length: 1 + roll.below(3) }, () => someFile(roll));
  // The files belong to applications of which this store knows nothing; what is proved is their way.
  station.db.pragma("foreign_keys = OFF");
  for (const file of files)
    queueAttachment(
      station.db,
      {
        applicationId: randomUUID(),
        hash: await keepFile(dir, file),
        kind: "file",
        mime: "image/jpeg",
        bytes: file.length,
        sheet: null,
      },
      START,
    );
  const proxy = await startFaultProxy(
    station.centreUrl,
    Array.from({ length: 1 + roll.below(6) }, () => fault(roll)),
  );
  const clock = new HandClock(START);
  const port = plant(attachmentPort(station.db));
  const wrong: string[] = [];
  const begin = (): AttachmentWorker => {
    const lane = createAttachmentWorker({
      port,
      centre: () => ({
        link: { baseUrl: proxy.url, fetch: globalThis.fetch, deadlineMs: DEADLINE_MS },
        token: station.token,
      }),
      now: clock.now,
      random: () => roll.below(1_000) / 1_000,
      setTimer: clock.after,
      open: (hash) => openKeptFile(dir, hash),
      turn: async () => undefined,
      changed: () => undefined,
      onError: (error) => wrong.push(String(error)),
    });
    lane.start();
    return lane;
  };
  let lane = begin();
  let rounds = 0;
  try {
    for (; !isDone(port) && rounds < MAX_ROUNDS && wrong.length === 0; rounds += 1) {
      if (roll.chance(0.15)) {
        // A kill in mid-pass: what was under way is left as it is, and a new worker finds it.
        await new Promise((resolve) => setTimeout(resolve, roll.below(12)));
        await lane.close();
        lane = begin();
      }
      if (!(await isIdle(clock, port))) wrong.push("the worker neither works nor sleeps");
      else if (clock.nextTimerMs !== null) clock.advance(clock.nextTimerMs);
    }
  } finally {
    await lane.close();
    await proxy.close();
    rmSync(dir, { recursive: true, force: true });
  }
  if (rounds === MAX_ROUNDS) wrong.push(`stuck after ${rounds} waits`);
  wrong.push(...(await findFaults(station, files)));
  return { kind, seed, files: files.length, struck: proxy.struck(), rounds, wrong };
}
