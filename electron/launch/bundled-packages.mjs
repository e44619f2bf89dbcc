// What the bundlers took into the program: such packages travel in its files, though not as packages.
import { relative } from "node:path";
import { ROOT } from "./root.mjs";

/** The last package of a file's path, as the lockfile names it. */
const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/** @returns a list to which each bundler adds the files it read */
export function collectPackages() {
  /** @type {Set<string>} */
  const found = new Set();
  const add = (/** @type {readonly string[]} */ files) => {
    for (const file of files) {
      const path = relative(ROOT, file.replace(/^\0+/, "").replace(/\?.*$/, "")).replaceAll("\\", "/");
      const name = PACKAGE.exec(path)?.[0];
      if (name !== undefined) found.add(name);
    }
  };
  return {
    add,
    list: () => [...found].toSorted(),
    /** For the page's bundler, which names its files at the end. @type {import("vite").Plugin} */
    plugin: {
      name: "packages-of-the-page",
      generateBundle(_options, bundle) {
        for (const chunk of Object.values(bundle)) if (chunk.type === "chunk") add(chunk.moduleIds);
      },
    },
  };
}
