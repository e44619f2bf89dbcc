/**
 * Resolves when somebody asks this process to end. With `watchInput` a closed standard input counts, as it means that
 * the parent died.
 */
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
