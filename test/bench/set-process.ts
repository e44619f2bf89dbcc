import { endRendering, renderPdf } from "#station/rendering/render.ts";
import { fontFiles } from "#station/rendering/fonts.ts";
import { writeBarePdf } from "./bare-pdf.ts";
import { threeDefinitions } from "./three-documents.ts";

// A process of its own for a cold start and for memory. Arguments: `own` or `bare`, and how many sets. Answers its
// resident memory in MB after one set, the most after each hundred, and at the end.
const [way, sets] = process.argv.slice(2);
const fonts = fontFiles();
const megabytes = (): number => process.memoryUsage.rss() / 1_000_000;
let [first, most] = [0, 0];
for (let set = 0; set < Number(sets); set += 1) {
  for (const definition of threeDefinitions())
    await (way === "own" ? renderPdf(definition) : writeBarePdf(definition, fonts));
  if (set === 0) first = megabytes();
  if (set % 100 === 99) most = Math.max(most, megabytes());
}
process.stdout.write(JSON.stringify({ first, most, last: megabytes() }));
await endRendering();
