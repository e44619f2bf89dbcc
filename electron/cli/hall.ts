import { runCommand } from "./run-command.ts";

// What this program writes is for its user only.
process.umask(0o077);

// A reader that closes the pipe early (`hall schema … | head`) has what it wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

void runCommand(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
