/** The shipped fonts of paper, by the families that stand behind the machine's own fonts in `--font`. */
const FAMILIES = { "Hall Sans": "sans", "Hall Rare A": "rare-a", "Hall Rare B": "rare-b" };

/** Ideographs that the fonts of a machine often lack: late additions, compatibility, Extensions A to H. */
const RARE = "U+2FF0-2FFF, U+3400-4DBF, U+9FA6-9FFF, U+F900-FAFF, U+20000-323AF";

/** Lets every character of a name be drawn on screen; a file is fetched only when a character is shown that needs it. */
export function offerRareFonts(): void {
  for (const [family, file] of Object.entries(FAMILIES))
    document.fonts.add(new FontFace(family, `url("/fonts/${file}.ttf")`, { unicodeRange: RARE, display: "swap" }));
}
