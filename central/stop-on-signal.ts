/** How long requests under way may take once the centre is told to stop. */
const PATIENCE_MS = 10_000;

/** Ends the process in order at SIGTERM or SIGINT, and, when watched, when standard input closes - which a dying parent does whatever kills it. */
export function stopOnSignal(close: () => Promise<void>, options: { watchStdin: boolean }): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  // A dead parent takes the reader of our messages with it; a failed write must not end us half-way.
  process.stderr.on("error", stop);
  process.stdout.on("error", stop);
  if (!options.watchStdin) return;
  process.stdin.on("end", stop);
  process.stdin.on("close", stop);
  process.stdin.on("error", stop);
  process.stdin.resume();
}
