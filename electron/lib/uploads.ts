import { bilingual } from "#shared/lib/bilingual.ts";
import { MAX_ATTACHMENT_BYTES } from "#shared/contract/attachments.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";

/** Files that arrive in pieces; nothing of them touches the disk before they are whole. */
export type Uploads = {
  /** Adds a piece and gives how much is there; throws a problem where it does not follow, or the file is too large. */
  add: (id: string, offset: number, piece: Buffer) => number;
  /** The whole file, which is forgotten here. */
  take: (id: string) => Buffer;
};

/** More at once than one window ever sends; the oldest is given up, so that abandoned ones cannot fill the memory. */
const MAX_UPLOADS_AT_ONCE = 4;

const broken = () =>
  problem(
    "upload-broken",
    bilingual("文件没有按顺序传完。", "The file did not arrive piece after piece."),
    NOTHING_WRITTEN,
    bilingual("请重新选择文件。", "Choose the file again."),
  );
const tooLarge = () =>
  problem(
    "file-too-large",
    bilingual(
      `文件超过 ${MAX_ATTACHMENT_BYTES / 1_000_000} MB，没有保存。`,
      `The file is larger than ${MAX_ATTACHMENT_BYTES / 1_000_000} MB and was not kept.`,
    ),
    NOTHING_WRITTEN,
    bilingual("请压缩或分成几个文件。", "Make it smaller or split it."),
  );

/** Opens an empty set of uploads. */
export function openUploads(): Uploads {
  const open = new Map<string, { pieces: Buffer[]; size: number }>();
  return {
    add(id, offset, piece) {
      const upload = open.get(id) ?? { pieces: [], size: 0 };
      if (offset !== upload.size) {
        open.delete(id);
        throw broken();
      }
      if (upload.size + piece.length > MAX_ATTACHMENT_BYTES) {
        open.delete(id);
        throw tooLarge();
      }
      upload.pieces.push(piece);
      upload.size += piece.length;
      open.set(id, upload);
      const [oldest] = open.keys();
      if (open.size > MAX_UPLOADS_AT_ONCE && oldest !== undefined) open.delete(oldest);
      return upload.size;
    },
    take(id) {
      const upload = open.get(id);
      open.delete(id);
      if (upload === undefined) throw broken();
      return Buffer.concat(upload.pieces);
    },
  };
}
