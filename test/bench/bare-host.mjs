import Database from "better-sqlite3";
import { createServer } from "node:http";

// Plain JavaScript, as the built hall is: nothing is stripped at the start. The least that a host can be: it opens
// the named store, listens and answers one count. Prints its port.
const db = new Database(process.argv[2] ?? "");
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
const one = db.prepare("SELECT key FROM settings LIMIT 1");
const server = createServer((_request, response) => response.end(JSON.stringify(one.get())));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  process.stdout.write(`http://127.0.0.1:${address.port}/\n`);
});
process.once("SIGTERM", () => {
  server.closeAllConnections();
  server.close(() => db.close());
});
