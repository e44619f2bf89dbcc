import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Publication } from "#shared/contract/centre/publications.ts";
import { makeSigningKey, signFile } from "#central/domain/signing.ts";

type Example = { id: string; line: { lineLengthMm?: number } };
type RouteRule = { id: string; conditions: { id: string; max?: number }[] };
type RawProfile = {
  version: number;
  effectiveFrom: string | null;
  form: { title: string; sections: { fields: { id: string }[] }[] };
  routing: { lanes: RouteRule[] };
  examples: Example[];
};

const FIXTURE = new URL("../fixtures/profiles/yunhai.json", import.meta.url);
const fixture = (): RawProfile => JSON.parse(readFileSync(FIXTURE, "utf8")) as RawProfile;

/**
 * A later version of the made-up locality's rules: a line of more than half a metre is no longer direct, and the form
 * shows its version. `change` alters what is published.
 */
export function laterYunhai(version: number, change: (profile: RawProfile) => void = () => undefined): string {
  const profile = fixture();
  profile.version = version;
  profile.effectiveFrom = null;
  profile.form.title = `云海市联办申请表（${version}）`;
  for (const condition of profile.routing.lanes[0]?.conditions ?? [])
    if (condition.id === "short-line") condition.max = 500;
  for (const example of profile.examples) {
    if (example.id === "direct-at-its-limit") example.line.lineLengthMm = 500;
    if (example.id === "one-millimetre-more-by-commitment") example.line.lineLengthMm = 501;
  }
  change(profile);
  return JSON.stringify(profile, null, 1);
}

/** Puts the made-up locality, as its fixture has it, into a hall's folder: where a publication would lie. */
export function putYunhai(dir: string): void {
  mkdirSync(join(dir, "profiles"), { recursive: true });
  writeFileSync(join(dir, "profiles", "yunhai.json"), readFileSync(FIXTURE));
}

/**
 * A signer of rules with a key of its own. `sign` writes a text to a file and signs it; `publish` makes the item with
 * which a centre announces it.
 */
export type Signer = {
  key: string;
  publicKey: string;
  sign: (text: string) => { file: string; signature: string };
  publish: (text: string, over?: Partial<Publication>) => Publication;
};

/** Makes a signer in a folder. */
export function makeSigner(dir: string, name = "signer"): Signer {
  const { key, privateKey, publicKey } = makeSigningKey(join(dir, name));
  let nth = 0;
  const sign = (text: string) => {
    nth += 1;
    const file = join(dir, `${name}-${nth}.json`);
    writeFileSync(file, text);
    return { file, signature: signFile(file, privateKey).signature };
  };
  const publish = (text: string, over: Partial<Publication> = {}): Publication => {
    const { signature } = JSON.parse(readFileSync(sign(text).signature, "utf8")) as { signature: string };
    return {
      kind: "profile.published",
      id: randomUUID(),
      at: "2026-09-18T01:00:00.000Z",
      name: "yunhai",
      version: 4,
      hash: createHash("sha256").update(text).digest("hex"),
      bytes: Buffer.byteLength(text),
      signature: { key, value: signature },
      ...over,
    };
  };
  return { key, publicKey, sign, publish };
}
