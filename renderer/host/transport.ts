import type { Answer } from "#shared/contract/call.ts";
import type { StationEvent } from "#shared/contract/events.ts";
import { notAdmitted, startedAnew } from "./host-problem.ts";
import type { PagePass } from "./page-pass.ts";
import { isSomethingUnsaved } from "./unsaved.ts";

/** One way to reach the host; `call` rejects only when no answer came. */
export type Transport = {
  call: (name: string, input: unknown) => Promise<Answer>;
  /** Delivers events until the returned function is called; `onLink` reports the connection. */
  subscribe: (onEvent: (event: StationEvent) => void, onLink: (up: boolean) => void) => () => void;
};

/** What Electron's preload script puts on `window`. */
export type StationBridge = {
  call: (name: string, input: unknown) => Promise<Answer>;
  onEvent: (listener: (event: StationEvent) => void) => () => void;
};

declare global {
  interface Window {
    hall?: StationBridge;
  }
}

/** Reaches the host through Electron's preload bridge. */
export const electronTransport = (bridge: StationBridge): Transport => ({
  call: (name, input) => bridge.call(name, input),
  subscribe: (onEvent, onLink) => {
    onLink(true);
    return bridge.onEvent(onEvent);
  },
});

/** Reads a stream of UTF-8 lines to its end, leaving out blank ones (the host's heartbeat). */
async function readLines(body: ReadableStream<Uint8Array<ArrayBuffer>>, onLine: (line: string) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") onLine(line);
  }
}

const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 10_000;

/** Calls the host over HTTP on this computer; events arrive as JSON lines on one long response, reopened when it ends. */
export function loopbackTransport(pass: PagePass): Transport {
  const call = async (name: string, input: unknown): Promise<Answer> => {
    const token = await pass.token();
    if (token === null) return { ok: false, problem: notAdmitted() };
    const answer = await fetch(`/call/${name}`, {
      method: "POST",
      headers: { "x-station-token": token, "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    if (answer.status === 403) return { ok: false, problem: startedAnew() };
    return (await answer.json()) as Answer;
  };

  const listen: Transport["subscribe"] = (onEvent, onLink) => {
    const stop = new AbortController();
    let wait = FIRST_WAIT_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = async (): Promise<void> => {
      try {
        const headers = { "x-station-token": (await pass.token()) ?? "" };
        const answer = await fetch("/events", { headers, signal: stop.signal });
        // This tab was copied while both loaded: it becomes a page of its own, once nothing typed would be lost by it.
        if (answer.status === 409 && !isSomethingUnsaved()) return location.reload();
        if (!answer.ok || answer.body === null) throw new Error(`events: ${answer.status}`);
        onLink(true);
        wait = FIRST_WAIT_MS;
        await readLines(answer.body, (line) => onEvent(JSON.parse(line) as StationEvent));
      } catch {
        // The reason does not help a person: the page shows that the connection is lost.
      }
      if (stop.signal.aborted) return;
      onLink(false);
      timer = setTimeout(() => void open(), wait);
      wait = Math.min(wait * 2, MAX_WAIT_MS);
    };
    void open();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  };

  return { call, subscribe: listen };
}
