import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput } from "#shared/lib/problem.ts";
import { StationKind } from "#shared/contract/centre/station.ts";

/** Refuses a value of the command line. */
export const wrong = (path: string, zh: string, en: string) => badInput([{ path, message: bilingual(zh, en) }]);

/** Reads a name. */
export const nameOf =
  (path: string) =>
  (name: string): string => {
    const isSound = name.trim() !== "" && name.length <= 100 && !/\p{Cc}/u.test(name) && name.isWellFormed();
    if (isSound) return name.trim();
    throw wrong(
      path,
      "名称须为 1 到 100 个字，不含控制字符",
      "a name has 1 to 100 characters, none of them control characters",
    );
  };

/** Reads the name of a file. */
export const fileOf =
  (path: string) =>
  (file: string): string => {
    if (file.trim() === "") throw wrong(path, "须给出文件", "must name a file");
    return file;
  };

/** Reads a position of the store. */
export function positionOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw wrong("confirm-backup", "须为 mark-backup 给出的整数", "must be the whole number that mark-backup gave");
}

const MAX_PARTITIONS = 256;

/** Reads a number of partitions. */
export function partitionsOf(text: string): number {
  const partitions = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (partitions >= 2 && partitions <= MAX_PARTITIONS) return partitions;
  throw wrong("partition", `须为 2 到 ${MAX_PARTITIONS} 的整数`, `must be a whole number from 2 to ${MAX_PARTITIONS}`);
}

/** Reads the id of a utility. */
export function utilityOf(id: string): string {
  if (/^[a-z][A-Za-z0-9-]{0,59}$/.test(id)) return id;
  throw wrong("--utility", "须为地方规则中的业务代码，如 water", "must be a utility's id in the profile, e.g. water");
}

/** Reads the kind of a station. */
export const kindOf =
  (path: string) =>
  (kind: string): StationKind => {
    const read = StationKind.safeParse(kind);
    if (read.success) return read.data;
    throw wrong(path, "须为 window、kiosk 或 supervisor", "must be window, kiosk or supervisor");
  };
