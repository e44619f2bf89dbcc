import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { openStation, type StationOptions } from "#station/app/open-station.ts";
import { plantStore, testProfiles } from "./store-template.ts";

/** Opens a hall's services on a folder of its own, without hosts or workers; closed after the test. */
export async function openTestStation(
  options: StationOptions = {},
): Promise<{ hall: StationContext; actor: Actor; dir: string }> {
  const dir = mkdtempSync(join(tmpdir(), "liandong-hall-"));
  await plantStore(dir);
  const open = await openStation(dir, { ...testProfiles(), ...options });
  onTestFinished(() => {
    open.close();
    rmSync(dir, { recursive: true, force: true });
  });
  return { hall: open.context, actor: operatorAt(open.context), dir };
}
