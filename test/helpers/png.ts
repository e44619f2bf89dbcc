import { crc32, deflateSync } from "node:zlib";

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}

/** A PNG of 8 bits a sample; each row of `rows` begins with its filter byte. */
export function encodePng(image: {
  width: number;
  height: number;
  /** 0 is grey, 3 takes its colours from `palette`. */ colourType: 0 | 3;
  palette?: Buffer;
  rows: Buffer;
}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(image.width, 0);
  header.writeUInt32BE(image.height, 4);
  header.set([8, image.colourType, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    ...(image.palette === undefined ? [] : [chunk("PLTE", image.palette)]),
    chunk("IDAT", deflateSync(image.rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A real one-colour grey PNG. */
export function smallPng(width = 8, height = 8): Buffer {
  const rows = Buffer.alloc((width + 1) * height, 0x80);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return encodePng({ width, height, colourType: 0, rows });
}
