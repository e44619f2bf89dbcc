import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Stop } from "./terminal.mjs";
import { environment } from "./environment.mjs";

/** @typedef {{ data: string | null, profile: string | null, getElectron: boolean, help: boolean }} StartOptions */

/** The options for the program itself; it has its own default for each that is left out. @param {StartOptions} options */
export const hallArguments = ({ data, profile }) => [
  ...(data === null ? [] : ["--data", data]),
  ...(profile === null ? [] : ["--profile", profile]),
];

/** Reads the start command's options; an unknown one is named. @param {string[]} args @returns {StartOptions} */
export function readStartOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        data: { type: "string" },
        profile: { type: "string" },
        "get-electron": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return {
      data: values.data === undefined ? null : resolve(environment["INIT_CWD"] ?? ".", values.data),
      profile: values.profile ?? null,
      getElectron: values["get-electron"],
      help: values.help,
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Stop(`启动参数有误：${message}`, `The options are wrong: ${message}`);
  }
}
