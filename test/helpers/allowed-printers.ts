import { hostOf, httpAddress, type AllowedAddresses } from "#station/printing/printer-addresses.ts";

/** Allows the queue at this address and nothing else. */
export const allowingQueue =
  (address: string): AllowedAddresses =>
  () => [hostOf(httpAddress(address))];

/** Allows a port of this machine and nothing else. */
export const allowingPort =
  (port: number): AllowedAddresses =>
  () => [{ host: "127.0.0.1", port }];
