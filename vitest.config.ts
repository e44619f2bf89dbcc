import { defineConfig } from "vitest/config";

const BROWSER = ["test/e2e/**/*.test.ts"];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for comes when it comes; a busy machine must not make it fail.
    expect: { poll: { timeout: 20_000 } },
    pool: "forks",
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: "plain", include: ["test/**/*.test.ts", "test/**/*.test.tsx"], exclude: BROWSER },
      },
      // A page on a busy machine may miss a moment: a second try is given, and `npm test` names every test that needed it.
      { extends: true, test: { name: "browser", include: BROWSER, retry: 1 } },
    ],
  },
});
