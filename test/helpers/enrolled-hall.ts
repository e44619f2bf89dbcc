import { expect } from "vitest";
import { makeHall } from "./cli-account.ts";
import { ownFolder, runStationCommand } from "./cli.ts";
import { goodIntake, writeInput } from "./intake-sample.ts";
import { ScriptedCentre } from "./scripted-centre.ts";

/** Makes a hall on a folder, enrols it at a scripted centre through the command line, and takes in one application under a key. */
export async function makeEnrolledStation(centre: ScriptedCentre, key: string): Promise<string> {
  const dir = await makeHall(ownFolder());
  const script = centre.script;
  centre.script = () => ({
    status: 201,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ stationId: "0192f0c1-7a3e-4000-8000-0000000000c1", prefix: "K07", token: "t".repeat(43) }),
  });
  expect(
    await runStationCommand(["enrol", "--centre", centre.url, "--data", dir], { input: "示例-注册码-0001\n" }),
  ).toMatchObject({ code: 0 });
  expect(
    await runStationCommand(["intake", writeInput(ownFolder(), { ...goodIntake(), key }), "--data", dir]),
  ).toMatchObject({ code: 0 });
  centre.seen.length = 0;
  centre.script = script;
  return dir;
}
