import { readFileSync } from "node:fs";
import { endianness } from "node:os";
import type { Socket } from "node:net";

const TABLE = "/proc/net/tcp";
const ESTABLISHED = "01";

/** An IPv4 address and port as the kernel's table writes them: `0100007F:1F90`. */
function inTable(address: string, port: number): string {
  const bytes = address.split(".").map((part) => Number(part).toString(16).padStart(2, "0").toUpperCase());
  if (endianness() === "LE") bytes.reverse();
  return `${bytes.join("")}:${port.toString(16).padStart(4, "0").toUpperCase()}`;
}

/** Whether this machine tells which user a local connection belongs to: Linux does, others do not. */
export function knowsUsers(): boolean {
  if (process.platform !== "linux" || process.getuid === undefined) return false;
  try {
    return readFileSync(TABLE, "utf8") !== "";
  } catch {
    return false;
  }
}

/**
 * Whether the other end of a connection on this machine belongs to the user who runs this program. The kernel says
 * so; nothing that the other end sends counts. Unknown is no.
 */
export function isSameUser({ remoteAddress, remotePort, localAddress, localPort }: Socket): boolean {
  if (!knowsUsers() || remoteAddress === undefined || localAddress === undefined) return false;
  const theirs = inTable(remoteAddress, remotePort ?? 0);
  const ours = inTable(localAddress, localPort ?? 0);
  const row = readFileSync(TABLE, "utf8")
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    // Their end of the connection: from their port to ours. One that they closed has no owner any more.
    .find(([, local, remote, state]) => local === theirs && remote === ours && state === ESTABLISHED);
  return row?.[7] !== undefined && Number(row[7]) === process.getuid?.();
}
