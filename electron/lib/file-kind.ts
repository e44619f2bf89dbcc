import type { AttachmentMime } from "#shared/contract/attachments.ts";

/** What a file is by its own bytes, and the ending it is given out with. */
export type FileKind = { mime: AttachmentMime; ending: string };

const startsWith = (bytes: Buffer, ...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte);

/** Tells a file's kind by its first bytes, never by its name; null for everything that is not a PDF, JPEG, PNG or OFD (版式文件). */
export function fileKindOf(bytes: Buffer): FileKind | null {
  if (bytes.toString("latin1", 0, 5) === "%PDF-") return { mime: "application/pdf", ending: "pdf" };
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return { mime: "image/jpeg", ending: "jpg" };
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return { mime: "image/png", ending: "png" };
  // An OFD is a zip whose root holds OFD.xml; any other zip, office files among them, is not taken.
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) && hasEntry(bytes, "OFD.xml"))
    return { mime: "application/ofd", ending: "ofd" };
  return null;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;

/** Whether a zip names an entry, read at the headers themselves so that the same letters inside a file do not count. */
function hasEntry(bytes: Buffer, name: string): boolean {
  for (let at = bytes.indexOf(name, 0, "latin1"); at >= 0; at = bytes.indexOf(name, at + 1, "latin1")) {
    const local =
      at >= 30 && bytes.readUInt32LE(at - 30) === LOCAL_HEADER && bytes.readUInt16LE(at - 4) === name.length;
    const central =
      at >= 46 && bytes.readUInt32LE(at - 46) === CENTRAL_HEADER && bytes.readUInt16LE(at - 18) === name.length;
    if (local || central) return true;
  }
  return false;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Width and height that a PNG's header states, in pixels; null where the bytes are no PNG. */
export function pngSize(bytes: Buffer): { width: number; height: number } | null {
  if (bytes.length < 45 || !bytes.subarray(0, 8).equals(SIGNATURE) || bytes.toString("latin1", 12, 16) !== "IHDR")
    return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
