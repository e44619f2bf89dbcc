// The list of the program's parts (CycloneDX 1.5) and their licences, from the lockfile and what the bundlers took.
// They are written into `dist/parts/` and travel with the installers.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "./root.mjs";

/** @typedef {{ version: string, integrity: string, license?: string, dev?: boolean, os?: string[] }} Entry */
/** @typedef {{ name: string, version: string, licence: string, integrity: string, texts: string[] }} Part */

const TARGETS = /^@napi-rs\/canvas-((linux-(x64|arm64)-gnu)|(win32-(x64|arm64)-msvc))$/;
/** Not of a package: characters that no other font has. */
const HANAZONO = { name: "hanazono (HanaMinA, HanaMinB)", version: "20170904", licence: "OFL-1.1", integrity: "" };

/** @template T @param {string} file @returns {T} */
const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));
const nameOf = (/** @type {string} */ path) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** Whether the installed program holds this package; the Node of a checkout and other machines' code it does not. */
function travels(/** @type {string} */ path, /** @type {Entry} */ entry, /** @type {Set<string>} */ bundled) {
  const name = nameOf(path);
  if (bundled.has(path) || name === "electron") return true;
  if (entry.dev === true || /^node-(linux|win)-/.test(name)) return false;
  return entry.os === undefined || TARGETS.test(name);
}

/** The licence texts in a package's folder; without a file, what its README says of it. @param {string} folder */
function textsIn(folder) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).toSorted();
  const files = names.filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  if (files.length > 0) return files.map((name) => readFileSync(join(folder, name), "utf8").trim());
  const readme = names.find((name) => /^readme\.md$/i.test(name));
  const said =
    readme && /^#+\s*licen[cs]e\s*\n([\s\S]*?)(?=^#|$(?![\s\S]))/im.exec(readFileSync(join(folder, readme), "utf8"));
  return said?.[1] ? [said[1].trim()] : [];
}

/** The licence that a package's own manifest names, and its author, where the lockfile or a file is silent. */
function manifestOf(/** @type {string} */ folder) {
  const file = join(folder, "package.json");
  /** @typedef {{ license?: string, author?: string | { name?: string } }} Manifest */
  const { license, author } = existsSync(file) ? /** @type {Manifest} */ (readJson(file)) : {};
  return { license, author: typeof author === "string" ? author : author?.name };
}

/** @param {string} path @param {Entry} entry @returns {Part} */
function partOf(path, entry) {
  const name = nameOf(path);
  const folder = inRoot(...path.split("/"));
  const { license, author } = manifestOf(folder);
  const texts = textsIn(folder);
  // A binary's package carries no text; it is that of the package it belongs to.
  if (TARGETS.test(name)) texts.push(...textsIn(inRoot("node_modules", "@napi-rs", "canvas")));
  const first = texts[0] ?? "";
  const licence =
    entry.license ??
    license ??
    (/^(the )?mit license|permission is hereby granted, free of charge/im.test(first) ? "MIT" : "");
  if (texts.length === 0) texts.push(`${licence}. ${author ? `Copyright ${author}` : `The authors of ${name}`}`);
  return { name, version: entry.version, licence, integrity: entry.integrity, texts };
}

/** Every part of the installed program, by name. @returns {Part[]} */
export function listParts() {
  const { packages } = /** @type {{ packages: Record<string, Entry> }} */ (readJson(inRoot("package-lock.json")));
  const bundled = new Set(/** @type {string[]} */ (readJson(inRoot("dist", "bundled-packages.json"))));
  const found = Object.entries(packages).filter(([path, entry]) => path !== "" && travels(path, entry, bundled));
  const parts = new Map(found.map(([path, entry]) => [`${nameOf(path)}@${entry.version}`, partOf(path, entry)]));
  const fonts = { ...HANAZONO, texts: [readFileSync(inRoot("resources", "fonts", "LICENSE-HANAZONO"), "utf8").trim()] };
  return [...parts.values(), fonts].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param {Part} part */
function component({ name, version, licence, integrity, texts }) {
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  const hash = integrity.startsWith("sha512-") ? Buffer.from(integrity.slice(7), "base64").toString("hex") : null;
  return {
    type: "library",
    "bom-ref": `${name}@${version}`,
    name,
    version,
    ...(hash !== null && { hashes: [{ alg: "SHA-512", content: hash }] }),
    licenses: / (AND|OR) /.test(licence) ? [{ expression: licence }] : [{ license: { name: licence } }],
    copyright:
      texts
        .join("\n")
        .match(/^.*copyright.*\d{4}.*$/im)?.[0]
        .trim() ?? "",
    ...(hash !== null && { purl }),
  };
}

/** @param {readonly Part[]} parts */
export function billOfMaterials(parts) {
  const { name, version } = /** @type {{ name: string, version: string }} */ (readJson(inRoot("package.json")));
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: { type: "application", "bom-ref": `${name}@${version}`, name, version } },
    components: parts.map(component),
  };
}

/** Names every part, and writes each licence text once. @param {readonly Part[]} parts */
export function thirdParty(parts) {
  /** @type {Map<string, string[]>} */
  const holders = new Map();
  for (const { name, version, texts } of parts)
    for (const text of texts) holders.set(text, [...(holders.get(text) ?? []), `${name} ${version}`]);
  const rows = parts.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  const texts = [...holders].map(([text, names]) => `## ${names.join(", ")}\n\n\`\`\`\`text\n${text}\n\`\`\`\`\n`);
  const head = "# 第三方组件 · Third-party parts\n\nChromium's own parts: `LICENSES.chromium.html`.\n";
  return [head, "| part | version | licence |", "|---|---|---|", ...rows, "", ...texts].join("\n");
}

/** Writes both lists beside the built program. */
export function writeParts() {
  const parts = listParts();
  mkdirSync(inRoot("dist", "parts"), { recursive: true });
  writeFileSync(inRoot("dist", "parts", "sbom.cdx.json"), `${JSON.stringify(billOfMaterials(parts), null, 2)}\n`);
  writeFileSync(inRoot("dist", "parts", "THIRD-PARTY.md"), thirdParty(parts));
}
