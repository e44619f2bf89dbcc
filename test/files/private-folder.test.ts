import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openStation } from "#station/app/open-station.ts";
import { canBeSomebodyElse, runAsNobody } from "#test/helpers/second-user.ts";
import { plantStore, testProfiles } from "#test/helpers/store-template.ts";

it("a hall's folder that others could read is its owner's alone once it was opened", async () => {
  const dir = mkdtempSync(join(tmpdir(), "open-hall-"));
  await plantStore(dir);
  mkdirSync(join(dir, "files"));
  const paper = join(dir, "files", "paper");
  writeFileSync(paper, "a paper of an applicant");
  for (const [path, mode] of [
    [dir, 0o755],
    [join(dir, "files"), 0o755],
    [paper, 0o644],
    [join(dir, "hall.db"), 0o644],
  ] as const)
    chmodSync(path, mode);
  // Only root can try it as another user; without root the permissions are looked at.
  if (canBeSomebodyElse) expect(await runAsNobody(`cat ${paper}`)).toContain("a paper of an applicant");
  (await openStation(dir, { ...testProfiles(), centre: "no-centre" })).close();
  const modeOf = (path: string): number => statSync(path).mode & 0o777;
  expect([modeOf(dir), modeOf(join(dir, "files"))]).toEqual([0o700, 0o700]);
  expect([modeOf(paper), modeOf(join(dir, "hall.db"))]).toEqual([0o600, 0o600]);
  if (canBeSomebodyElse)
    for (const path of [paper, join(dir, "hall.db")])
      expect(await runAsNobody(`cat ${path}`)).toContain("Permission denied");
  rmSync(dir, { recursive: true });
});

it("a hall behind links, of its folder or of its store, is its owner's alone too", async () => {
  const disk = mkdtempSync(join(tmpdir(), "linked-hall-"));
  const [dir, link, store] = [join(disk, "hall"), join(disk, "link"), join(disk, "hall.db")];
  mkdirSync(dir);
  await plantStore(dir);
  symlinkSync(dir, link);
  const open = async (): Promise<void> => (await openStation(link, { ...testProfiles(), centre: "no-centre" })).close();
  const modeOf = (path: string): number => statSync(path).mode & 0o777;
  chmodSync(dir, 0o755);
  chmodSync(join(dir, "hall.db"), 0o644);
  await open();
  expect([modeOf(dir), modeOf(join(dir, "hall.db"))]).toEqual([0o700, 0o600]);
  renameSync(join(dir, "hall.db"), store);
  symlinkSync(store, join(dir, "hall.db"));
  chmodSync(store, 0o644);
  await open();
  expect(modeOf(store)).toBe(0o600);
  rmSync(disk, { recursive: true });
});
