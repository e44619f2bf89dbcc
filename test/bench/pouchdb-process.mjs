// Runs beside an installed PouchDB (see pouchdb-peer.ts). `server` serves databases over HTTP and prints its port.
// `client PORT COUNT` replicates that many records of 2 KB to it and prints the seconds.
import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchPayload } from "./bench-payload.ts";

const [mode, port, count, peers] = process.argv.slice(2);
const need = createRequire(join(peers, "package.json"));
const PouchDB = need("pouchdb");
const dir = mkdtempSync(join(tmpdir(), "bench-pouchdb-"));
process.on("exit", () => rmSync(dir, { recursive: true, force: true }));

if (mode === "server") {
  const app = need("express")();
  app.use(
    "/db",
    need("express-pouchdb")(PouchDB.defaults({ prefix: join(dir, "remote-") }), {
      mode: "minimumForPouchDB",
      logPath: join(dir, "log.txt"),
      configPath: join(dir, "config.json"),
    }),
  );
  const server = createServer(app).listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
  process.stdin.on("end", () => process.exit()).resume();
} else {
  const local = new PouchDB(join(dir, "local"));
  const documents = Array.from({ length: Number(count) }, (_, number) => {
    const payload = benchPayload(number);
    return {
      _id: randomUUID(),
      kind: "application.accepted",
      applicationId: randomUUID(),
      sequence: 1,
      payload,
      payloadHash: createHash("sha256").update(payload).digest("hex"),
    };
  });
  for (let at = 0; at < documents.length; at += 500) await local.bulkDocs(documents.slice(at, at + 500));
  const start = performance.now();
  const done = await local.replicate.to(`http://127.0.0.1:${port}/db/records`, { batch_size: 100 });
  if (!done.ok || done.docs_written !== documents.length) throw new Error("PouchDB did not replicate everything");
  process.stdout.write(`${(performance.now() - start) / 1000}\n`);
  process.exit();
}
