import { createCanvas, loadImage } from "@napi-rs/canvas";
import { encodePng } from "#test/helpers/png.ts";

const MAX_COLOURS = 256;

const squaredDistance = (a: number, b: number): number => {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 0xff) - ((b >> 8) & 0xff);
  const blue = (a & 0xff) - (b & 0xff);
  return red * red + green * green + blue * blue;
};

/** The colours kept: the most frequent ones that differ visibly from each other. */
function choosePalette(counts: ReadonlyMap<number, number>): number[] {
  const byCount = [...counts].sort(([a, n], [b, m]) => m - n || a - b).map(([colour]) => colour);
  for (const gap of [0, 12, 48, 108, 192, 300, 600]) {
    const palette: number[] = [];
    for (const colour of byCount) {
      if (palette.every((kept) => squaredDistance(kept, colour) > gap)) palette.push(colour);
      if (palette.length > MAX_COLOURS) break;
    }
    if (palette.length <= MAX_COLOURS) return palette;
  }
  return byCount.slice(0, MAX_COLOURS);
}

/** Re-encodes a screenshot with a palette of at most 256 colours; the size falls to about a third. */
export async function toPalettePng(png: Buffer): Promise<Buffer> {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const colours = new Uint32Array(image.width * image.height);
  const counts = new Map<number, number>();
  for (let i = 0; i < colours.length; i += 1) {
    const colour = ((data[i * 4] ?? 0) << 16) | ((data[i * 4 + 1] ?? 0) << 8) | (data[i * 4 + 2] ?? 0);
    colours[i] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = choosePalette(counts);
  const places = new Map<number, number>();
  for (const colour of counts.keys()) {
    let nearest = 0;
    palette.forEach((kept, place) => {
      if (squaredDistance(kept, colour) < squaredDistance(palette[nearest] ?? 0, colour)) nearest = place;
    });
    places.set(colour, nearest);
  }
  const rows = Buffer.alloc((image.width + 1) * image.height);
  for (let y = 0; y < image.height; y += 1)
    for (let x = 0; x < image.width; x += 1)
      rows[y * (image.width + 1) + 1 + x] = places.get(colours[y * image.width + x] ?? 0) ?? 0;
  return encodePng({
    width: image.width,
    height: image.height,
    colourType: 3,
    palette: Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff])),
    rows,
  });
}
