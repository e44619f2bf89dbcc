import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Starts one of the hosts of this folder on a hall's folder or file, asks it one call, and ends it; settles with the answer. */
export async function askOnce(program: "own-host.ts" | "bare-host.ts", place: string): Promise<{ text: string; end: () => Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, [fileURLToPath(new URL(`./${program}`, import.meta.url)), place], { stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(child, "close");
  const [said] = (await Promise.race([once(child.stdout ?? child, "data"), closed.then(() => Promise.reject(new Error(`${program} ended at once`)))])) as [Buffer];
  const url = new URL(said.toString().trim());
  const token = url.hash.replace("#t=", "");
  const answer = token === "" ? await fetch(url) : await fetch(`${url.origin}/call/session.get`, { method: "POST", headers: { "x-hall-token": token, "content-type": "application/json" }, body: "{}" });
  const text = await answer.text();
  return {
    text,
    async end() {
      // In order: a store that was not closed is checked before the next start.
      child.kill("SIGTERM");
      await closed;
    },
  };
}
