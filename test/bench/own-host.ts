import { join } from "node:path";
import { startLoopback } from "../../electron/hosts/loopback.ts";
import { projectRoot } from "../../electron/resources.ts";
import { runHall } from "../../electron/run-hall.ts";

// The hall that a person opens, on the folder that is named. Says its address with the token. A centre is named in its settings, so that none is started.
const running = await runHall(process.argv[2] ?? "", (error) => process.stderr.write(`${String(error)}\n`));
const host = await startLoopback(running.dispatcher, join(projectRoot(), "dist", "renderer"));
process.stdout.write(`${host.url}\n`);
process.once("SIGTERM", () => void host.close().then(() => running.close()));
