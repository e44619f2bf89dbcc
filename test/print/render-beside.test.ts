import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

/**
 * Draws a slip as a picture, as commands, and a page in a process of its own. Answers which drawing libraries that
 * process's main thread loaded, and whether the bytes equal those drawn in that thread.
 */
const PROBE = `
import { createRequire } from "node:module";
import { readCoverage } from "./electron/rendering/fonts.ts";
import { endRendering } from "./electron/rendering/render.ts";
import { renderSlipCommands, renderSlipPicture } from "./electron/rendering/render.ts";
import { renderDocument } from "./electron/documents/render-document.ts";
import { composeSlip } from "./templates/slip/slip.ts";
import { sampleData } from "./test/helpers/document-sample.ts";
import { readProfile } from "./test/helpers/read-profile.ts";
const data = sampleData(readProfile("suizhou"));
const { lines } = composeSlip(data, readCoverage());
const options = { printerSet: "gb2312" };
const beside = [(await renderDocument(data, "slip")).bytes, await renderSlipPicture(lines), await renderSlipCommands(lines, options)];
await renderDocument(data, "voucher");
const library = /node_modules[/\\\\](@napi-rs[/\\\\]canvas|pdfmake|bwip-js)/;
const modules = Object.keys(createRequire(import.meta.url).cache);
const loaded = modules.flatMap((file) => library.exec(file)?.[1] ?? []);
const { drawSlip } = await import("./electron/rendering/slip-raster.ts");
const { encodeSlip } = await import("./electron/rendering/slip-escpos.ts");
const here = [drawSlip(lines), drawSlip(lines), encodeSlip(lines, options)];
await endRendering();
process.stdout.write(JSON.stringify({ loaded: [...new Set(loaded)], same: here.map((bytes, i) => bytes.equals(beside[i])) }));
`;

it(
  "draws slips and pages beside the counter: the host's own thread loads no drawing library, and the bytes are the same",
  { timeout: 60_000 },
  () => {
    const answer = execFileSync(process.execPath, ["-e", PROBE], {
      cwd: new URL("../../", import.meta.url),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    expect(JSON.parse(answer)).toEqual({ loaded: [], same: [true, true, true] });
  },
);
