/**
 * Writes to the person at the terminal what goes on: Chinese first, English beside it. It goes to stderr, so that stdout
 * stays data.
 * @param {string} zh
 * @param {string} en
 */
export const note = (zh, en) => {
  process.stderr.write(`[联动报装] ${zh} · ${en}\n`);
};

/** What ends a command with a sentence for a person instead of a stack trace. */
export class Stop extends Error {
  /** @param {string} zh @param {string} en */
  constructor(zh, en) {
    super(en);
    this.name = "Stop";
    this.zh = zh;
    this.en = en;
  }
}

/** Runs a command's main function; a `Stop` is written out and ends with exit code 1. @param {() => Promise<number>} main */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    note(error.zh, error.en);
    process.exitCode = 1;
  }
}
