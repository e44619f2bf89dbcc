import { connect } from "node:net";

/** What came back over a plain socket: the status (null where the far end only hung up) and the body. */
export type RawAnswer = { status: number | null; body: string };

/**
 * Sends bytes as they are and reads until the far end closes; for requests that no HTTP client would send. `hangUp`
 * closes the sending side, as a client does that dies halfway.
 */
export function sendRaw(
  url: string,
  bytes: Uint8Array,
  options: { hangUp: boolean } = { hangUp: false },
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes);
      if (options.hangUp) socket.end();
    });
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      resolve({ status: status === undefined ? null : Number(status), body: text.slice(text.indexOf("\r\n\r\n") + 4) });
    });
  });
}
