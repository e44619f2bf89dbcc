import { afterEach, beforeEach, expect, test } from "vitest";
import { enrol } from "#station/sync/transport/enrol.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { problemBody, ScriptedCentre, type Move } from "#test/helpers/scripted-centre.ts";
import { uuidOf } from "#test/helpers/outbox-entry.ts";

let centre = new ScriptedCentre();
beforeEach(async () => {
  centre = new ScriptedCentre();
  await centre.open();
});
afterEach(() => centre.close());

const request = { enrolmentCode: "hall-code-1", hallName: "示例大厅", stationName: "1号窗口" };
const tried = (move: Move) => {
  centre.script = () => move;
  return enrol({ baseUrl: centre.url, fetch: globalThis.fetch, deadlineMs: 2_000 }, request);
};
const codeOf = (move: Move): Promise<string> =>
  tried(move).then(
    () => "enrolled",
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );

test("a station gets its id, prefix and token, and asks without a token", async () => {
  const answer = { stationId: uuidOf(1, 1), prefix: "A1", token: "t".repeat(40) };
  expect(await tried({ status: 201, body: JSON.stringify(answer) })).toEqual(answer);
  expect(centre.seen[0]).toMatchObject({ method: "POST", path: "/v1/stations", token: "" });
});

test("each way to fail says what happened, that data is safe and what to do", async () => {
  expect(await codeOf({ status: 401, body: problemBody("not-enrolled") })).toBe("enrol-refused");
  expect(await codeOf({ status: 422, body: problemBody("bad-request") })).toBe("enrol-refused");
  expect(await codeOf({ status: 429, body: problemBody("too-many") })).toBe("enrol-too-many");
  expect(await codeOf({ status: 503, body: problemBody("unavailable") })).toBe("enrol-server-trouble");
  expect(await codeOf("html")).toBe("enrol-captive-portal");
  expect(await codeOf({ status: 201, body: '{"stationId":"x"}' })).toBe("enrol-captive-portal");
  expect(await codeOf("redirect")).toBe("enrol-captive-portal");
  expect(await codeOf("silence")).toBe("enrol-unreachable");
  expect(await codeOf("reset")).toBe("enrol-unreachable");
});
