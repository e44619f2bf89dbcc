import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { openStation, type StationOptions, type OpenStation } from "#station/app/open-station.ts";
import { plantStore, testProfiles } from "./store-template.ts";

const opened: { open: OpenStation; dir: string }[] = [];

afterEach(() => {
  for (const { open, dir } of opened.splice(0)) {
    open.close();
    rmSync(dir, { recursive: true, force: true });
  }
});

/** Opens a hall's services on a folder of its own, without hosts or workers; closed after the test. */
export async function openTestStation(
  options: StationOptions = {},
): Promise<{ hall: StationContext; actor: Actor; dir: string }> {
  const dir = mkdtempSync(join(tmpdir(), "liandong-hall-"));
  await plantStore(dir);
  const open = await openStation(dir, { ...testProfiles(), ...options });
  opened.push({ open, dir });
  return { hall: open.context, actor: operatorAt(open.context), dir };
}
