import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/**
 * Starts a host with its arguments (a `.cjs` or `.mjs` file first), asks it one call and ends it. Resolves with its
 * address and the answer. The host's first line is its address, bare or as `url` in JSON.
 */
export async function askOnce(
  args: readonly string[],
): Promise<{ url: string; text: string; end: () => Promise<void> }> {
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "ignore"] });
  const closed = once(child, "close");
  const [said] = (await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    closed.then(() => Promise.reject(new Error(`${args[0]} ended at once`))),
  ])) as [string];
  const url = new URL(said.startsWith("{") ? (JSON.parse(said) as { url: string }).url : said);
  const token = url.hash.replace("#t=", "");
  const answer =
    token === ""
      ? await fetch(url)
      : await fetch(`${url.origin}/call/session.get`, {
          method: "POST",
          headers: { "x-station-token": token, "content-type": "application/json" },
          body: "{}",
        });
  const text = await answer.text();
  return {
    url: url.href,
    text,
    async end() {
      // In order: a store that was not closed is checked before the next start.
      child.kill("SIGTERM");
      await closed;
    },
  };
}
