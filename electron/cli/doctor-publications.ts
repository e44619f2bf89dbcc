import { bilingual } from "#shared/lib/bilingual.ts";
import { existsSync } from "node:fs";
import { ProblemError } from "#shared/lib/problem.ts";
import { listPublicationsIn } from "#station/db/publications.ts";
import { openStationToRead } from "#station/app/open-station.ts";
import { storeFile } from "#station/core/station-folder.ts";
import { fingerprint, listTrustedKeys } from "#station/sync/publications/trusted-keys.ts";
import { badFinding, finding, type Finding } from "#station/app/finding.ts";

function trusted(dataDir: string): Finding[] {
  const { keys, unreadable } = listTrustedKeys(dataDir);
  const prints = keys.map(({ id }) => fingerprint(id)).join("；");
  return [
    finding(
      "trusted-keys",
      true,
      bilingual(
        keys.length === 0 ? "没有信任任何签名密钥：中心平台发布的地方规则和日历不会启用" : `信任的签名密钥：${prints}`,
        keys.length === 0
          ? "no signing key is trusted: rules and calendars that the centre publishes are not taken"
          : `signing keys trusted: ${prints}`,
      ),
      null,
    ),
    ...unreadable.map((file) =>
      finding(
        "trusted-key-unreadable",
        false,
        bilingual(`${file} 不是 Ed25519 公钥`, `${file} is no Ed25519 public key`),
        bilingual("请移走，或用 hall trust 重新放入", "move it away, or put it in again with `hall trust`"),
      ),
    ),
  ];
}

function quarantineFindings(dataDir: string): Finding[] {
  if (!existsSync(storeFile(dataDir))) return [];
  try {
    const open = openStationToRead(dataDir);
    try {
      return listPublicationsIn(open.context.db, "set-aside").flatMap(({ reason }) =>
        reason === null ? [] : [badFinding("publication-set-aside", reason)],
      );
    } finally {
      open.close();
    }
  } catch (error) {
    // Other findings report a store that is of an older layout or cannot be read.
    if (error instanceof ProblemError || (error instanceof Error && error.message.includes("no such table"))) return [];
    throw error;
  }
}

/** Whose signatures this station trusts, and which publications of the centre it quarantined. */
export const publicationFindings = (dataDir: string): Finding[] => [
  ...trusted(dataDir),
  ...quarantineFindings(dataDir),
];
