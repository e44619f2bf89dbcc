import type { Answer, News } from "#shared/contract/calls.ts";
import { readLines } from "./read-lines.ts";
import type { Transport } from "./transport.ts";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/** Reaches the host over HTTP on this computer; news come as JSON lines on one long answer that is opened again when it ends. */
export function loopbackTransport(token: string): Transport {
  const headers = { "x-hall-token": token };

  const call = async (name: string, input: unknown): Promise<Answer> => {
    const answer = await fetch(`/call/${name}`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    return (await answer.json()) as Answer;
  };

  const listen: Transport["listen"] = (onNews, onLink) => {
    const stop = new AbortController();
    let wait = FIRST_WAIT_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = async (): Promise<void> => {
      try {
        const answer = await fetch("/news", { headers, signal: stop.signal });
        if (!answer.ok || answer.body === null) throw new Error(`news: ${answer.status}`);
        onLink(true);
        wait = FIRST_WAIT_MS;
        await readLines(answer.body, (line) => onNews(JSON.parse(line) as News));
      } catch {
        // The reason is of no use to a person here: the link is down until the next try succeeds.
      }
      if (stop.signal.aborted) return;
      onLink(false);
      timer = setTimeout(() => void open(), wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
    void open();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  };

  return { call, listen };
}
