import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { CentreApplication, CentreProblem, Health, PushReceipt } from "#shared/contract/centre/push.ts";
import { ask, enrol, entryOf, push } from "#test/helpers/centre-client.ts";
import { runCentre, startCentreProcess, type CentreProcess } from "#test/helpers/centre-process.ts";
import { startPostgres, type TestPostgres } from "#test/helpers/postgres.ts";

let postgres: TestPostgres;
let env: { DATABASE_URL: string };
let token = "";
let centre: CentreProcess;

beforeAll(async () => {
  postgres = await startPostgres();
  env = { DATABASE_URL: await postgres.newDatabase() };
  const hall = await runCentre(["create-hall", "一号大厅"], env);
  const { enrolmentCode } = z.object({ enrolmentCode: z.string() }).parse(JSON.parse(hall.out));
  centre = await startCentreProcess(["--port", "0"], env);
  token = (await enrol(centre.address.url, enrolmentCode)).token;
});

afterAll(async () => {
  centre?.child.kill("SIGKILL");
  await centre?.ended;
  await postgres?.stop();
});

test("an entry answered 201 is there after the centre is killed, with the same receipt", async () => {
  for (let round = 0; round < 5; round += 1) {
    const key = randomUUID();
    const entry = entryOf(`{"round":${round}}`);
    const first = await push(centre.address.url, token, key, entry);
    centre.child.kill("SIGKILL");
    await centre.ended;
    expect(first.status).toBe(201);
    centre = await startCentreProcess(["--port", "0"], env);
    const again = await push(centre.address.url, token, key, entry);
    expect(again.status).toBe(200);
    expect(PushReceipt.parse(again.body).receipt).toBe(PushReceipt.parse(first.body).receipt);
  }
});

test("entries answered 201 are there after the database is killed, and the centre recovers by itself", async () => {
  const applicationId = randomUUID();
  for (let sequence = 1; sequence <= 5; sequence += 1) {
    const answer = await push(
      centre.address.url,
      token,
      randomUUID(),
      entryOf(`{"n":${sequence}}`, { applicationId, sequence }),
    );
    expect(answer.status).toBe(201);
    await postgres.crashAndRestart();
    const held = await ask(centre.address.url, "GET", `/v1/applications/${applicationId}`, { token });
    // A pooled connection may have died with the server; that is "unavailable", and the next try is well.
    const seen =
      held.status === 503 ? await ask(centre.address.url, "GET", `/v1/applications/${applicationId}`, { token }) : held;
    expect(CentreApplication.parse(seen.body).entries).toHaveLength(sequence);
  }
});

test("while the database is down the centre says so and stores nothing; afterwards it does", async () => {
  const key = randomUUID();
  const entry = entryOf(`{"patient":true}`);
  await postgres.pause();
  const refused = await push(centre.address.url, token, key, entry);
  expect(refused.status).toBe(503);
  expect(CentreProblem.parse(refused.body).code).toBe("unavailable");
  expect(refused.headers.get("retry-after")).toBe("5");
  const health = await ask(centre.address.url, "GET", "/health");
  expect(health.status).toBe(503);
  expect(Health.parse(health.body).status).toBe("degraded");
  await postgres.resume();
  expect((await push(centre.address.url, token, key, entry)).status).toBe(201);
  expect((await ask(centre.address.url, "GET", "/health")).status).toBe(200);
  expect(centre.said()).not.toContain(env.DATABASE_URL);
});

test("requests under way when the centre stops are answered or not stored, never half", async () => {
  const keys = Array.from({ length: 40 }, () => randomUUID());
  const entries = keys.map((_, index) => entryOf(`{"index":${index}}`));
  const sent = keys.map((key, index) =>
    push(centre.address.url, token, key, entries[index]).then(
      (answer) => answer.status,
      () => null,
    ),
  );
  centre.child.kill("SIGTERM");
  const statuses = await Promise.all(sent);
  expect(await centre.ended).toBe(0);
  centre = await startCentreProcess(["--port", "0"], env);
  for (const [index, status] of statuses.entries()) {
    const again = await push(centre.address.url, token, keys[index] ?? "", entries[index]);
    expect(again.status).toBe(status === 201 ? 200 : again.status);
    expect([200, 201]).toContain(again.status);
  }
});
