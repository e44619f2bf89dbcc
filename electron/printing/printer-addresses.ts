import { lookup } from "node:dns/promises";
import type { LookupAddress } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { z } from "zod";
import type { PrinterSettings } from "#shared/contract/printer-settings.ts";
import { PrinterFault } from "./printer-fault.ts";

/** A host, by name or address, and the port at which a printer of it is reached. */
export const PrinterAddress = z.strictObject({ host: z.string().min(1).max(253), port: z.int().min(1).max(65_535) });
export type PrinterAddress = z.infer<typeof PrinterAddress>;

/** The addresses that a supervisor allowed, as they are at this moment. */
export type AllowedAddresses = () => readonly PrinterAddress[];

/** The ports of printers and of the system's queues. On this machine other ports belong to other programs. */
const PRINTER_PORTS: ReadonlySet<number> = new Set([443, 631, 9100]);
const IPP_PORT = 631;

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");
/** The ranges of a local network. A name that leads elsewhere may have been turned to another machine since it was allowed. */
const local = new BlockList();
for (const [net, prefix] of [
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  local.addSubnet(net, prefix, "ipv4");
local.addSubnet("fc00::", 7, "ipv6");

const holds = (list: BlockList, ip: string): boolean => list.check(ip, isIP(ip) === 6 ? "ipv6" : "ipv4");

/** One spelling for each host: lower case, no brackets, no dot at the end, an IPv6 address at its shortest. */
function canonicalHost(text: string): string {
  const bare = text
    .replace(/^\[|\]$/g, "")
    .toLowerCase()
    .replace(/\.$/, "");
  return isIP(bare) === 6 ? new URL(`http://[${bare}]/`).hostname.slice(1, -1) : bare;
}

/** `ipp:` is HTTP on port 631, `ipps:` the same over TLS. */
export function httpAddress(address: string): URL {
  const url = new URL(address.replace(/^ipp(s?):/, "http$1:"));
  if (url.port === "" && /^ipps?:/.test(address)) url.port = String(IPP_PORT);
  return url;
}

/** The host and port of a queue's address. */
export function hostOf(url: URL): PrinterAddress {
  const usual = url.protocol === "https:" ? 443 : 80;
  return { host: canonicalHost(url.hostname), port: url.port === "" ? usual : Number(url.port) };
}

/** `\\\\host\\share` of Windows: the system itself connects to the host, with the name of who is signed in. */
const SHARE = /^[\\/]{2}(?:[?.][\\/]UNC[\\/])?([^\\/?.][^\\/]*)/i;
const SHARE_PORT = 445;
/** Windows' own names for devices, such as `\\\\?\\GLOBALROOT\\…`: some lead to shares by detours, but no drive or port. */
const DEVICE_NAME = /^(?:[\\/]{2}[?.]|[\\/]\?\?)[\\/]+(?![A-Za-z]:|(?:COM|LPT|USB)\d+$)([^\\/]+)/i;

function shareOf(path: string): PrinterAddress | null {
  const host = SHARE.exec(path)?.[1] ?? DEVICE_NAME.exec(path)?.[1];
  return host === undefined ? null : { host: canonicalHost(host), port: SHARE_PORT };
}

/** The host and port that a printer is reached at; null where it is part of this machine, or a queue of the system. */
export function addressOf({ kind, address }: PrinterSettings): PrinterAddress | null {
  switch (kind) {
    case "ipp":
    case "cups-raw":
      return hostOf(httpAddress(address));
    case "escpos-tcp": {
      const colon = address.lastIndexOf(":");
      return { host: canonicalHost(address.slice(0, colon)), port: Number(address.slice(colon + 1)) };
    }
    case "tray":
    case "windows-spooler":
      return shareOf(address);
    case "device-file":
      return null;
  }
}

const isEntered = (allowed: readonly PrinterAddress[], { host, port }: PrinterAddress): boolean =>
  allowed.some((one) => one.host === host && one.port === port);

/** Whether a printer may be set up at an address. A usual printer port of this machine needs nobody's word. */
export const isAllowed = (allowed: readonly PrinterAddress[], at: PrinterAddress): boolean =>
  isEntered(allowed, at) ||
  (PRINTER_PORTS.has(at.port) && (at.host === "localhost" || (isIP(at.host) !== 0 && holds(loopback, at.host))));

/** An allowed host, resolved; a socket opened with `lookup` goes to these addresses and no other. */
export type ReachableHost = PrinterAddress & { lookup: LookupFunction };

/** Finds the addresses of a name. */
type Resolve = (host: string) => Promise<LookupAddress[]>;

const pinned =
  (found: LookupAddress[]): LookupFunction =>
  (_host, { all }, callback) => {
    const [first] = found;
    if (all === true) callback(null, found);
    else if (first !== undefined) callback(null, first.address, first.family);
  };

/**
 * Resolves a host for one connection and refuses what no supervisor allowed. A name is checked by what it means now: an
 * allowed name may lead to this machine and the local network, and elsewhere only where that address is allowed too.
 */
export async function reach(
  allowed: readonly PrinterAddress[],
  at: PrinterAddress,
  resolve: Resolve = (host) => lookup(host, { all: true }),
): Promise<ReachableHost> {
  const { port } = at;
  const host = canonicalHost(at.host);
  const isName = isIP(host) === 0;
  const found = isName
    ? await resolve(host).catch((error: unknown) => {
        throw new PrinterFault("offline", error instanceof Error ? error.message : String(error));
      })
    : [{ address: host, family: isIP(host) }];
  const isNameEntered = isName && isEntered(allowed, { host, port });
  const permitted = found.filter(
    ({ address: ip }) =>
      isAllowed(allowed, { host: canonicalHost(ip), port }) ||
      (isNameEntered && (holds(loopback, ip) || holds(local, ip))),
  );
  if (permitted.length === 0) {
    const leads = isName ? ` → ${found.map(({ address }) => address).join(", ")}` : "";
    throw new PrinterFault("not-allowed", `${host}:${port}${leads}`);
  }
  return { host, port, lookup: pinned(permitted) };
}
