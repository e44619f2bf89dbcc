import { outboxPort } from "#station/db/due-entries.ts";
import { openStation } from "#station/app/open-station.ts";
import { createOutboxWorker } from "#station/sync/outbox/outbox-worker.ts";
import { watchMemory } from "./watch-memory.ts";

// A station of its own that sends the outbox of its folder. Arguments: folder, address of the centre; the token is in
// CENTRE_TOKEN. Answers how many records arrived, and its memory in MB: before, at most, and alive after a collection.
const [dir = "", baseUrl = ""] = process.argv.slice(2);
const token = process.env["CENTRE_TOKEN"] ?? "";
const { context, close } = await openStation(dir);
const link = { baseUrl, fetch: globalThis.fetch, deadlineMs: 30_000 };
const worker = createOutboxWorker({
  port: outboxPort(context.db),
  centre: () => ({ link, token }),
  now: context.now,
  random: Math.random,
  setTimer: () => () => undefined,
  changed: () => undefined,
  onError: (error) => process.stderr.write(`${String(error)}\n`),
});
const stopWatching = watchMemory(process.pid);
const { sent } = await worker.retryNow();
await worker.close();
const seen = stopWatching();
close();
globalThis.gc?.();
const { heapUsed, external } = process.memoryUsage();
process.stdout.write(
  JSON.stringify({ sent, before: seen[0], most: Math.max(...seen), alive: (heapUsed + external) / 1_000_000 }),
);
