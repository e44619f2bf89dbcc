import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { wipeFolder } from "#station/app/wipe-folder.ts";
import { ownFolder } from "#test/helpers/cli.ts";

it("row 66: a wipe takes no paper from a folder of somebody else's that a link leads to, and says that the link stays", () => {
  const [dir, outside] = [ownFolder(), ownFolder()];
  writeFileSync(join(outside, "letter.pdf"), "x");
  mkdirSync(join(outside, "pgdata"));
  for (const name of ["tray", "centre"]) symlinkSync(outside, join(dir, name));
  writeFileSync(join(dir, "hall.db"), "x");
  expect(wipeFolder(dir).toSorted()).toEqual(["centre", "tray"]);
  expect(readdirSync(outside).toSorted()).toEqual(["letter.pdf", "pgdata"]);
  expect(readdirSync(dir).toSorted()).toEqual(["centre", "tray"]);
});
