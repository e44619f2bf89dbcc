import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { enterPage } from "#test/helpers/enter-page.ts";

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
  const answer =
    url.hash === ""
      ? await fetch(url)
      : await fetch(`${url.origin}/call/session.get`, {
          method: "POST",
          headers: { "x-station-token": await enterPage(url.href), "content-type": "application/json" },
          body: "{}",
        });
  const text = await answer.text();
  return {
    // The ticket is used up; the page that is measured is opened as the same user.
    url: url.hash === "" ? url.href : `${url.origin}/`,
    text,
    async end() {
      // In order: a store that was not closed is checked before the next start.
      child.kill("SIGTERM");
      await closed;
    },
  };
}
