import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { Actor, Hall } from "#station/services/hall.ts";
import { operatorAt } from "#station/services/cli-actor.ts";
import { openHall, type HallOptions, type OpenHall } from "#station/services/open-hall.ts";
import { fixtureProfiles } from "./hall.ts";

const opened: { open: OpenHall; dir: string }[] = [];

afterEach(() => {
  for (const { open, dir } of opened.splice(0)) {
    open.close();
    rmSync(dir, { recursive: true, force: true });
  }
});

/** Opens a hall's services on a folder of its own, without hosts or workers; closed after the test. */
export async function openTestHall(options: HallOptions = {}): Promise<{ hall: Hall; actor: Actor; dir: string }> {
  const dir = mkdtempSync(join(tmpdir(), "liandong-hall-"));
  const open = await openHall(dir, { profileDirs: [fixtureProfiles()], ...options });
  opened.push({ open, dir });
  return { hall: open.hall, actor: operatorAt(open.hall), dir };
}
