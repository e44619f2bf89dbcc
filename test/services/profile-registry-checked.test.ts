import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { resourcesDir } from "#station/lib/resources.ts";
import { checkProfiles, openProfileRegistry } from "#station/rules/profile-registry.ts";
import { profilesOfBuild } from "#station/rules/profile-registry.ts";

const folders: string[] = [];
afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

function shippedCopy(): string {
  const dir = mkdtempSync(join(tmpdir(), "liandong-profiles-"));
  folders.push(dir);
  cpSync(join(resourcesDir(), "profiles"), dir, { recursive: true });
  return dir;
}

it("takes a build's word for the very profiles it checked, and gives the same as a check", () => {
  const dir = shippedCopy();
  expect(openProfileRegistry([dir], checkProfiles(dir)).list()).toEqual(openProfileRegistry([dir]).list());
});

it("checks again where a file was changed, or another lies beside it", () => {
  const dir = shippedCopy();
  const checked = checkProfiles(dir);
  const own = shippedCopy();
  const [file] = openProfileRegistry([own])
    .list()
    .map(({ profile }) => join(own, `${profile.id}.json`));
  if (file === undefined) throw new Error("no profiles");
  writeFileSync(file, readFileSync(file, "utf8").replace('"version"', '"versoin"'));
  expect(
    openProfileRegistry([own], checked)
      .quarantined()
      .map((aside) => aside.file),
  ).toContain(file);
  const beside = mkdtempSync(join(tmpdir(), "liandong-profiles-"));
  folders.push(beside);
  writeFileSync(join(beside, "broken.json"), "{");
  expect(
    openProfileRegistry([dir, beside], checked)
      .quarantined()
      .map(({ id }) => id),
  ).toEqual(["broken"]);
  expect(openProfileRegistry([dir, beside], checked).list()).toHaveLength(openProfileRegistry([dir]).list().length);
  expect(() => checkProfiles(beside)).toThrow("profile-invalid");
});

it("has no build to trust in the source tree, nor where the build left nothing", () => {
  expect(profilesOfBuild()).toBeNull();
  expect(profilesOfBuild(join(tmpdir(), "nowhere", "hall.cjs"))).toBeNull();
});
