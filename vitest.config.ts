import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const ALL = ["test/**/*.test.ts"];
const COMPONENT = ["test/renderer/**/*.test.tsx"];
const E2E = ["test/e2e/**/*.test.ts"];
const FAULTS = ["test/faults/**/*.test.ts"];

/** What a test imports that works on the world outside its own process: programs, PostgreSQL, a centre, printers. */
const OUTSIDE_HELPERS = [
  "centre-process",
  "centre-stores",
  "cli",
  "hall-windows",
  "station-windows",
  "ipp-printers",
  "postgres",
  "proof-stations",
  "strace",
  "windows-spooler",
].join("|");
const OUTSIDE = new RegExp(
  String.raw`from "(node:child_process|#test/helpers/[\w/-]*(${OUTSIDE_HELPERS})[\w/-]*\.ts|#test/proof/[^"]+)"`,
);

/** Tests within one process that draw many pages or play long histories: each takes as long as a tenth of all the others. */
const LONG = [
  ...["documents", "level-3", "long-texts", "page-breaks", "print-histories", "rare-names"].map(
    (name) => `print/${name}`,
  ),
  ...["attachments-hostile", "outbox-histories", "hostile-centre"].map((name) => `sync/${name}`),
  "services/search-index",
].map((name) => `test/${name}.test.ts`);

/** Tests that take long or go outside their process: everything in these folders, and whoever imports what leads there. */
const INTEGRATION = [
  ...["bench", "central", "cli", "electron", "packaging"].map((folder) => `test/${folder}/**/*.test.ts`),
  ...LONG,
  ...globSync(ALL).filter((file) => OUTSIDE.test(readFileSync(file, "utf8"))),
];

export default defineConfig({
  test: {
    // Every limit fits a machine three times slower than an ordinary one: a limit finds what hangs, never what is slow.
    testTimeout: 180_000,
    hookTimeout: 360_000,
    // What is waited for comes when it comes; a busy machine must not make it fail.
    expect: { poll: { timeout: 60_000 } },
    pool: "forks",
    maxWorkers: 2,
    globalSetup: ["test/set-up/test-run.ts"],
    projects: [
      // Within one process: rules, records and the station's services on a real store.
      // Its files share a worker's modules, which halves its CPU time: what a test opens, it closes by `onTestFinished`.
      {
        extends: true,
        test: { name: "unit", include: ALL, exclude: [...E2E, ...FAULTS, ...INTEGRATION], isolate: false },
      },
      // Single components of the page in a simulated browser, with a fake host behind the page's own transport.
      {
        extends: true,
        test: {
          name: "component",
          include: COMPONENT,
          environment: "happy-dom",
          setupFiles: ["test/helpers/page/set-up.ts"],
          // A class keeps its plain name, so that a rule's file does not decide what a test sees.
          css: { modules: { classNameStrategy: "non-scoped" } },
        },
      },
      // With other programs: the centre on PostgreSQL, commands, printers.
      { extends: true, test: { name: "integration", include: INTEGRATION, exclude: [...E2E, ...FAULTS] } },
      // A page on a busy machine may miss a moment: a second try is given, and `npm test` names every test that needed it.
      { extends: true, test: { name: "e2e", include: E2E, retry: 1, isolate: false } },
      // Kills, power cuts, broken networks, and long random histories in short samples.
      { extends: true, test: { name: "faults", include: FAULTS } },
    ],
  },
});
