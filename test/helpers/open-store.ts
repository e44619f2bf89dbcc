import { openDatabase } from "#station/db/database.ts";

// A process of its own that opens a store and ends, so that a test can kill it on the way.
(await openDatabase(process.argv[2] ?? "")).close();
