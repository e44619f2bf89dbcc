import { expect } from "vitest";
import { openSession } from "#station/core/session.ts";
import { DEMO_PIN } from "#station/people/demo-people.ts";
import { checkPin } from "#station/people/sign-in.ts";
import { it } from "#test/helpers/station-fixture.ts";

it("lets a page that guessed five PINs wait a minute, and no other page", async ({ openTestStation }) => {
  let now = "2026-09-18T02:00:00.000Z";
  const { context, actor } = await openTestStation({ now: () => now });
  const page = openSession();
  const code = async (pin: string, session = page): Promise<string | null> => {
    try {
      await checkPin(context, session, actor.operator.id, pin);
      return null;
    } catch (error) {
      return (error as { problem: { code: string } }).problem.code;
    }
  };
  for (let i = 0; i < 5; i++) expect(await code("wrong")).toBe("wrong-pin");
  expect(await code(DEMO_PIN)).toBe("pin-wait");
  expect(page.role).toBe("none");
  expect(await code(DEMO_PIN, openSession())).toBeNull();
  now = "2026-09-18T02:01:00.000Z";
  expect(await code(DEMO_PIN)).toBeNull();
});
