import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLoopback, type LoopbackHost } from "#station/app/loopback.ts";
import { projectRoot } from "#station/lib/resources.ts";
import { startStation, type RunningStation } from "#station/app/start-station.ts";
import { putSetting } from "#station/db/settings.ts";
import { plantStore, testProfiles } from "./store-template.ts";

export { fixtureProfiles } from "./store-template.ts";

/** A real hall on a folder of its own, behind the loopback host; `errors` collects what the program did not foresee. */
export type TestStation = RunningStation & { dir: string; host: LoopbackHost; errors: unknown[] };

/** Starts a hall with the given locality and no centre, unless one is asked for; stop it with `stopTestHall`. */
export async function startTestStation(
  profileId: string,
  {
    prepare,
    ...options
  }: NonNullable<Parameters<typeof startStation>[2]> & {
    /** Puts into the folder what is to be there before the hall opens. */ prepare?: (
      dir: string,
    ) => Promise<void> | void;
  } = {},
): Promise<TestStation> {
  const dir = mkdtempSync(join(tmpdir(), "liandong-hall-"));
  await prepare?.(dir);
  await plantStore(dir);
  const errors: unknown[] = [];
  const running = await startStation(dir, (error) => errors.push(error), {
    ...testProfiles(),
    centre: "no-centre",
    ...options,
  });
  putSetting(running.context.db, "hall.profile", running.context.profiles.get(profileId).profile.id);
  const host = await startLoopback(running.dispatcher, join(projectRoot(), "dist", "renderer"));
  return { ...running, dir, host, errors };
}

/** Stops a hall and removes its folder. */
export async function stopTestStation(station: TestStation): Promise<void> {
  await station.host.close();
  await station.close();
  rmSync(station.dir, { recursive: true, force: true });
}
