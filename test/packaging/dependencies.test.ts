import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { fontFiles } from "#station/rendering/fonts.ts";
import { PROJECT, filesIn, readProjectFile } from "#test/helpers/project-files.ts";

type Manifest = Record<"dependencies" | "devDependencies" | "scripts", Record<string, string>>;
const manifest = JSON.parse(readProjectFile("package.json")) as Manifest;

it("packs as dependencies what the bundles leave outside and the fonts, and nothing else", () => {
  const listed = /const EXTERNAL = \[([^\]]*)\]/.exec(readProjectFile("electron/launch/build.mjs"))?.[1] ?? "";
  const external = [...listed.matchAll(/"([^"]+)"/g)]
    .map((match) => match[1] ?? "")
    .filter((name) => name !== "electron");
  const fonts = ["@expo-google-fonts/noto-sans-sc", "@expo-google-fonts/noto-serif-sc"];
  expect(Object.keys(manifest.dependencies).toSorted()).toEqual([...external, ...fonts].toSorted());
});

it("names no package that nothing here uses", () => {
  const files = filesIn("shared", "templates", "electron", "renderer", "central", "test").filter((path) =>
    /\.(ts|tsx|mjs)$/.test(path),
  );
  const text = [...files, ".oxlintrc.json", "vitest.config.ts"]
    .map(readProjectFile)
    .concat(Object.values(manifest.scripts))
    .join("\n");
  const isUsed = (name: string): boolean => new RegExp(`["'/]${name.replaceAll("/", "\\/")}["'/]`).test(text);
  // Types go with the package that they describe; electron's runtime is looked for by its folder.
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    (name) => !name.startsWith("@types/") && name !== "electron",
  );
  // What a used package leaves to its user to install is needed as well.
  const peers = names.filter(isUsed).flatMap((name) => {
    const { peerDependencies = {}, peerDependenciesMeta = {} } = JSON.parse(
      readProjectFile(`node_modules/${name}/package.json`),
    ) as { peerDependencies?: Record<string, string>; peerDependenciesMeta?: Record<string, { optional?: boolean }> };
    return Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional !== true);
  });
  expect(names.filter((name) => !isUsed(name) && !peers.includes(name))).toEqual([]);
});

it("keeps every font that paper is set in when it trims the packages, and packs the same weights", () => {
  const trim = readProjectFile("electron/launch/trim-packages.mjs");
  const builder = readProjectFile("electron-builder.yml");
  const weights = Object.values(fontFiles())
    .flatMap(({ normal, bold }) => [normal, bold])
    .flatMap((file) => /(noto-\w+-sc)[\\/](\d{3}\w+)/.exec(file)?.slice(1) ?? []);
  expect(weights).toHaveLength(8);
  for (const file of Object.values(fontFiles())) expect(existsSync(file.normal) && existsSync(file.bold)).toBe(true);
  for (let at = 0; at < weights.length; at += 2) {
    const [family = "", weight = ""] = weights.slice(at, at + 2);
    expect(new RegExp(`"${family}": \\[.*"${weight}".*\\]`).test(trim), `${family} ${weight}`).toBe(true);
    const leftOut = new RegExp(`!node_modules/@expo-google-fonts/${family}/\\{([^}]*)\\}`)
      .exec(builder)?.[1]
      ?.split(",");
    expect(leftOut).not.toContain(weight);
  }
});

it("installs the packager of the same version for everybody, and only to package", () => {
  const packager = JSON.parse(readProjectFile("electron/launch/packager/package.json")) as Manifest;
  const lock = readProjectFile("electron/launch/packager/package-lock.json");
  expect(lock).toContain(`"version": "${packager.dependencies["electron-builder"]}"`);
  expect({ ...manifest.dependencies, ...manifest.devDependencies }).not.toHaveProperty("electron-builder");
  expect(existsSync(`${PROJECT}/electron/launch/packager/node_modules`)).toBe(false);
});
