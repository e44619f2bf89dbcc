import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { resourcesDir } from "#station/lib/resources.ts";
import { type Coverage, type FontName, parseCoverage } from "#templates/drawing/font-coverage.ts";

let coverage: Coverage | null = null;

/** The coverage table of the shipped fonts, read once. */
export function readCoverage(): Coverage {
  coverage ??= parseCoverage(JSON.parse(readFileSync(join(resourcesDir(), "fonts", "coverage.json"), "utf8")));
  return coverage;
}

/** The files of one font; fonts for rare characters have no bold cut. */
export type FontFiles = { normal: string; bold: string };

const noto = (family: string, weight: string, file: string): string => {
  const home = dirname(createRequire(import.meta.url).resolve(`@expo-google-fonts/${family}/package.json`));
  return join(home, weight, file);
};

/** Paths of every font that paper is set in; throws when a package or folder is missing. */
export function fontFiles(): Record<FontName, FontFiles> {
  const folder = join(resourcesDir(), "fonts");
  const rare = (name: string): FontFiles => ({
    normal: join(folder, `${name}.ttf`),
    bold: join(folder, `${name}.ttf`),
  });
  return {
    serif: {
      normal: noto("noto-serif-sc", "400Regular", "NotoSerifSC_400Regular.ttf"),
      bold: noto("noto-serif-sc", "700Bold", "NotoSerifSC_700Bold.ttf"),
    },
    sans: {
      normal: noto("noto-sans-sc", "500Medium", "NotoSansSC_500Medium.ttf"),
      bold: noto("noto-sans-sc", "700Bold", "NotoSansSC_700Bold.ttf"),
    },
    "rare-a": rare("rare-a"),
    "rare-b": rare("rare-b"),
  };
}

/** Font files that are not where they should be; empty when paper can be printed. */
export const missingFonts = (): string[] =>
  Object.values(fontFiles())
    .flatMap((files) => [files.normal, files.bold])
    .filter((path) => !existsSync(path));
