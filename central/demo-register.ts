import { existsSync, readFileSync } from "node:fs";
import { RegisterFile } from "#shared/contract/register.ts";
import type { Register } from "./register.ts";

/** A register out of a JSON file, read once; throws where the file is not one. */
function fileRegister(file: string | URL): Register {
  const { source, asOf, companies = [], projects = [] } = RegisterFile.parse(JSON.parse(readFileSync(file, "utf8")));
  const company = new Map(companies.map((one) => [one.creditCode, { ...one, source, asOf }]));
  const project = new Map(projects.map((one) => [one.projectCode, { ...one, source, asOf }]));
  return {
    findCompany: async (code) => company.get(code) ?? null,
    findProject: async (code) => project.get(code) ?? null,
  };
}

/** The invented companies and projects of the demonstration; `resources/` lies one folder up in the source tree and two above a bundle. */
export function demoRegister(): Register {
  const files = ["../", "../../"].map((up) => new URL(`${up}resources/register/demo-companies.json`, import.meta.url));
  const file = files.find((one) => existsSync(one));
  if (file === undefined) throw new Error("resources/register/demo-companies.json is not there");
  return fileRegister(file);
}
