// Lint rules of this house: which folder may import which, and how long a line may be. `docs/architecture.md` draws the same picture.
import { relative } from "node:path";

/** Import paths and the room that each names; `package.json` has the same list. */
const ROOMS = {
  "#shared": "shared",
  "#templates": "templates",
  "#station": "electron",
  "#central": "central",
  "#renderer": "renderer",
  "#test": "test",
};

/** Which other rooms a room may import. @type {Record<string, string[]>} */
const MAY_IMPORT = {
  shared: [],
  templates: ["shared"],
  electron: ["shared", "templates"],
  central: ["shared"],
  renderer: ["shared"],
  test: ["shared", "templates", "electron", "central", "renderer"],
};

/** The folders of a room, from the top down: a folder imports itself and those after it. @type {Record<string, string[]>} */
const FOLDERS = {
  shared: ["contract", "case", "profile", "identifiers", "time", "lib"],
  templates: ["slip", "documents", "drawing"],
  electron: [
    "launch",
    "shell",
    "cli",
    "app",
    "sync",
    "supervision",
    "search",
    "intake",
    "cases",
    "printing",
    "documents",
    "rendering",
    "records",
    "roster",
    "rules",
    "people",
    "health",
    "core",
    "db",
    "lib",
  ],
  central: ["cli", "http", "indexer", "domain", "db", "lib"],
  renderer: ["(root)", "shells", "features", "form", "ui", "host", "lib"],
};

/** Rooms that run in a page or anywhere: no Node, no Electron. */
const PURE = ["shared", "templates", "renderer"];
const isOfNode = (/** @type {string} */ source) => /^(node:|electron$|better-sqlite3$)/.test(source);

const MAX_LINE = 140;

/** What a rule uses of the linter's interface. @typedef {{ type: string, source?: { type: string, value?: unknown } | null }} Node */
/** @typedef {{ filename: string, sourceCode: { lines: string[] }, report: (found: object) => void }} RuleContext */

/** The room and folder of a path such as `electron/db/audit.ts`. @param {string} path */
function placeOf(path) {
  const [room = "", ...rest] = path.split("/");
  return { room, folder: rest.length > 1 ? (rest[0] ?? "") : "(root)" };
}

/** The room and folder that an import path names; null for packages and files of the same folder. @param {string} source */
function targetOf(source) {
  const [alias = "", ...rest] = source.split("/");
  const room = ROOMS[/** @type {keyof typeof ROOMS} */ (alias)];
  return room === undefined ? null : placeOf([room, ...rest].join("/"));
}

/** What is wrong with an import; null where nothing is. @param {string} path of the importing file @param {string} source */
export function wrongImport(path, source) {
  const from = placeOf(path);
  if (source.startsWith("../")) return "Name a file of another folder by its # path.";
  if (PURE.includes(from.room) && isOfNode(source)) return `${from.room}/ is pure: no Node, no Electron.`;
  const to = targetOf(source);
  if (to === null) return null;
  if (to.room !== from.room)
    return MAY_IMPORT[from.room]?.includes(to.room) === false ? `${from.room}/ may not import ${to.room}/.` : null;
  const order = FOLDERS[from.room];
  if (order === undefined) return null;
  const [above, below] = [order.indexOf(from.folder), order.indexOf(to.folder)];
  if (above < 0 || below < 0)
    return `${above < 0 ? from.folder : to.folder}/ has no place in the order of ${from.room}/.`;
  return below < above ? `${from.room}/${from.folder} may not import ${to.folder}: arrows run down.` : null;
}

const arrows = {
  /** @param {RuleContext} context */
  create(context) {
    const path = relative(process.cwd(), context.filename).replaceAll("\\", "/");
    const check = (/** @type {Node} */ node) => {
      const source = node.source;
      if (source?.type !== "Literal" || typeof source.value !== "string") return;
      const message = wrongImport(path, source.value);
      if (message !== null) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

const shortLines = {
  /** @param {RuleContext} context */
  create(context) {
    return {
      Program() {
        context.sourceCode.lines.forEach((text, at) => {
          if (text.length <= MAX_LINE) return;
          const loc = { start: { line: at + 1, column: MAX_LINE }, end: { line: at + 1, column: text.length } };
          context.report({ loc, message: `${text.length} characters; ${MAX_LINE} at most.` });
        });
      },
    };
  },
};

export default { meta: { name: "house" }, rules: { arrows, "short-lines": shortLines } };
