import { describe, expect, it } from "vitest";
import { filesIn, readProjectFile } from "#test/helpers/project-files.ts";

const files = filesIn("renderer");
const modules = files.filter((path) => path.endsWith(".module.css"));
const pages = files.filter((path) => path.endsWith(".tsx"));

/** The classes that a module defines; those of other files, `:global(…)`, are not its own. */
const classesIn = (css: string): Set<string> =>
  new Set(
    [
      ...css
        .replaceAll(/\/\*.*?\*\/|:global\([^)]*\)/gs, "")
        .replaceAll(/\{[^{}]*\}/g, "{}")
        .matchAll(/\.([a-zA-Z][\w-]*)/g),
    ].map((match) => match[1] ?? ""),
  );

const inFolderOf = (path: string, file: string): string =>
  file.startsWith("./") ? `${path.slice(0, path.lastIndexOf("/"))}${file.slice(1)}` : file.replace("#", "");

/** Each import of a CSS module: its place, the name it has there, and the module. */
const imports = pages.flatMap((path) => {
  const source = readProjectFile(path);
  return [...source.matchAll(/import (\w+) from "([^"]+\.module\.css)"/g)].map(([, name = "", file = ""]) => ({
    path,
    name,
    source,
    module: inFolderOf(path, file),
  }));
});

describe("the styles of the page", () => {
  it("defines every class that a component asks a module for", () => {
    const unknown = imports.flatMap(({ path, name, source, module }) => {
      const known = classesIn(readProjectFile(module));
      return [...source.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g"))]
        .map((match) => match[1] ?? "")
        .filter((used) => !known.has(used))
        .map((used) => `${path}: ${used}`);
    });
    expect(unknown).toEqual([]);
  });

  it("keeps no module that nobody imports, and no class that nobody uses", () => {
    const unused = modules.flatMap((module) => {
      const users = imports.filter((each) => each.module === module);
      const isUsed = (name: string): boolean =>
        users.some(({ name: local, source }) =>
          new RegExp(
            `\\b${local}(\\.${name}\\b|\\["${name}"\\]|\\[\`${name.replace(/^([a-z]+-)*is-.*/, "$1is-")}\\$)`,
          ).test(source),
        );
      return [...classesIn(readProjectFile(module))]
        .filter((name) => !isUsed(name))
        .map((name) => `${module}: ${name}`);
    });
    expect(unused).toEqual([]);
  });
});
