import type { sheet as zh } from "./texts.zh.ts";

/** Texts about a printed paper in the hand and the scan of it signed. */
export const sheet: Record<keyof typeof zh, string> = {
  "sheet.current": "{paper}: version {version}, as the record stands; it is the newest",
  "sheet.unchanged":
    "{paper}: version {version}, still good; the record is at version {record}, and neither the applicant's details nor the routes have changed since",
  "sheet.superseded": "{paper}: version {version}, superseded by version {by}; do not use it",
  "sheet.other-hash": "{paper}: its check code is not that of version {version}; do not use this paper",
  "sheet.no-version": "{paper}: the record has no version {version} (it is at {record}); do not use this paper",
  "sheet.paper": "Paper",
  "sheet.notPrinted": "The print ledger knows no such paper of that version; no scan can be bound to it.",
  "sheet.attach": "＋ Attach the signed scan of this paper",
  "sheet.attaching": "Keeping the scan…",
  "sheet.attached": "✓ {name} attached, bound to version {version}",
  "sheet.scan": "Signed scan (version {version})",
  "sheet.supersededBy": "superseded by version {version}",
  "sheet.older": "Version {version}, printed {time}, is superseded by version {by}; take it back",
};
