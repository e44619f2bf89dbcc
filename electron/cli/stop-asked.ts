/** Settles when somebody asks this process to end; with `watchInput` a parent that dies counts, as it closes standard input. */
export function stopAsked(watchInput: boolean): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
    if (watchInput)
      process.stdin
        .on("close", () => resolve())
        .on("end", () => resolve())
        .resume();
  });
}
