import { randomUUID } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { expect } from "vitest";
import { addAttachment } from "#station/cases/attachments.ts";
import { openSession } from "#station/core/session.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { keptPath } from "#station/lib/file-store.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { openUploads } from "#station/lib/uploads.ts";
import { viewSession } from "#station/people/sign-in.ts";
import { startFileVerifier } from "#station/records/file-verifier.ts";
import { jsonOf, runStationCommand } from "#test/helpers/cli.ts";
import { it, type OpenTestStation } from "#test/helpers/station-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

/** A hall of three applications, each with a file of its own. */
async function hallOfFiles(openTestStation: OpenTestStation) {
  const { context, actor, dir } = await openTestStation();
  const cases: { number: string; path: string }[] = [];
  for (const content of ["一", "二", "三"]) {
    const taken = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
    const bytes = Buffer.from(`%PDF-1.7\n${content}\n%%EOF`);
    await addAttachment(context, actor, openUploads(), {
      applicationId: taken.id,
      uploadId: randomUUID(),
      offset: 0,
      base64: bytes.toString("base64"),
      last: { name: "示例.pdf", hash: sha256(bytes) },
    });
    cases.push({ number: taken.acceptanceNumber, path: keptPath(dir, sha256(bytes)) });
  }
  const errors: unknown[] = [];
  const verifier = startFileVerifier(context, {
    setTimer: () => () => undefined,
    onError: (error) => errors.push(error),
  });
  const troubles = () => viewSession(context, { ...openSession(), role: "clerk" }).troubles;
  return { dir, cases, verifier, errors, troubles };
}

/** Changes one bit of a file and not its size. */
function flipBit(path: string): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(9) ^ 1, 9);
  writeFileSync(path, bytes);
}

it("names the cases with a missing or damaged file on every staff page, until it is put back", async ({
  openTestStation,
}) => {
  const { dir, cases, verifier, errors, troubles } = await hallOfFiles(openTestStation);
  await verifier.check();
  expect([troubles(), errors]).toEqual([[], []]);

  const [flipped, , removed] = cases;
  if (flipped === undefined || removed === undefined) throw new Error("three cases were taken in");
  const kept = readFileSync(removed.path);
  flipBit(flipped.path);
  rmSync(removed.path);
  await verifier.check();
  await verifier.check();
  expect(troubles()).toMatchObject([
    { code: "files-damaged", what: { zh: expect.stringContaining(`：${flipped.number}、${removed.number}。`) } },
  ]);
  expect(errors).toHaveLength(1);
  const { findings } = jsonOf<{ findings: { id: string; ok: boolean; zh: string }[] }>(
    await runStationCommand(["doctor", "--data", dir]),
  );
  expect(findings.find(({ id }) => id === "files")).toMatchObject({
    ok: false,
    zh: expect.stringContaining(`：${removed.number}。`),
  });

  writeFileSync(removed.path, kept);
  flipBit(flipped.path);
  await verifier.check();
  expect(troubles()).toEqual([]);
});
