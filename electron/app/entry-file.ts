import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A file that opens the page; only the user who runs the station can read it. */
export type EntryFile = { url: string; remove: () => void };

/**
 * Writes a file that sends a browser to an address. The address holds a ticket, so it stands on no command line and
 * in no journal, where other users could read it.
 */
export function writeEntryFile(address: string): EntryFile {
  const folder = mkdtempSync(join(tmpdir(), "liandong-open-"));
  const file = join(folder, "open.html");
  writeFileSync(
    file,
    '<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">' +
      `<meta http-equiv="refresh" content="0; url=${address}"><title>联动报装窗口</title>\n`,
    { mode: 0o600, flag: "wx" },
  );
  return { url: pathToFileURL(file).href, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
