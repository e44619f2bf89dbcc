import Database from "better-sqlite3";
import { parentPort, workerData } from "node:worker_threads";

const { file } = workerData as { file: string };
const db = new Database(file, { readonly: true });
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
parentPort?.postMessage(String(db.pragma("integrity_check(1)", { simple: true })));
db.close();
