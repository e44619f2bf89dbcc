/** Turns a path of the input (`outsideLines[0].green.areaCm2`) into the page's own (`line.water.green.areaCm2`), which does not move when a tick is taken away. */
export function pagePath(path: string, outsideLines: readonly Record<string, unknown>[]): string {
  const plain = path.replace(/^body\./, "").replace(/\[(\d+)\]/g, ".$1");
  const match = /^outsideLines\.(\d+)(.*)$/.exec(plain);
  if (match === null) return plain;
  const utility = outsideLines[Number(match[1])]?.["utility"];
  return typeof utility === "string" ? `line.${utility}${match[2]}` : plain;
}
