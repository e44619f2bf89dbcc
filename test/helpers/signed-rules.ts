import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeSigningKey, signFile } from "../../central/signing.ts";

type Example = { id: string; line: { lineLengthMm?: number } };
type Lane = { id: string; conditions: { id: string; max?: number }[] };
type RawProfile = { version: number; effectiveFrom: string | null; form: { title: string }; routing: { lanes: Lane[] }; examples: Example[] };

const FIXTURE = new URL("../fixtures/profiles/yunhai.json", import.meta.url);
const fixture = (): RawProfile => JSON.parse(readFileSync(FIXTURE, "utf8")) as RawProfile;

/** A later version of the made-up locality's rules, in which a line of more than half a metre no longer goes direct and the form bears its version; `change` alters what is published. */
export function laterYunhai(version: number, change: (profile: RawProfile) => void = () => undefined): string {
  const profile = fixture();
  profile.version = version;
  profile.effectiveFrom = null;
  profile.form.title = `云海市联办申请表（${version}）`;
  for (const condition of profile.routing.lanes[0]?.conditions ?? []) if (condition.id === "short-line") condition.max = 500;
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

/** A signer with a key of its own in a folder; `sign` writes a text to a file and signs it. */
export function makeSigner(dir: string, name = "signer"): { key: string; publicKey: string; sign: (text: string) => { file: string; signature: string } } {
  const { key, privateKey, publicKey } = makeSigningKey(join(dir, name));
  let nth = 0;
  const sign = (text: string) => {
    nth += 1;
    const file = join(dir, `${name}-${nth}.json`);
    writeFileSync(file, text);
    return { file, signature: signFile(file, privateKey).signature };
  };
  return { key, publicKey, sign };
}
