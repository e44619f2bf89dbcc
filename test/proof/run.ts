import { attachmentFigures } from "./attachment-figures.ts";
import { crashFigures } from "./crash-figures.ts";
import { flappingFigures } from "./flapping.ts";
import { fuzzFigures } from "./fuzz-figures.ts";
import { kioskFigures } from "./kiosk-figures.ts";
import { copiesFigures, modelFigures } from "./model-figures.ts";
import { networkFigures } from "./network-figures.ts";
import { restoresFigures } from "./restores.ts";
import { storeFigures } from "./store-figures.ts";
import { thermalFigures } from "./thermal-figures.ts";

/**
 * `seeds` is the size of the whole proof: seeds of each kind of fault, histories, days, restores or points to kill
 * at. A proof `inParts` can begin at a later one.
 */
type Proof = {
  seeds: number;
  inParts?: true;
  figures: (seeds: number, from: number) => AsyncGenerator<Record<string, unknown>>;
};

/** The proofs by the name they have on the command line. */
const proofs: Record<string, Proof> = {
  attachments: { seeds: 200, figures: attachmentFigures },
  copies: { seeds: 2_000, inParts: true, figures: copiesFigures },
  crash: { seeds: 2_000, figures: crashFigures },
  flapping: { seeds: 7, figures: flappingFigures },
  fuzz: { seeds: 10_000, figures: fuzzFigures },
  kiosk: { seeds: 5_000, inParts: true, figures: kioskFigures },
  model: { seeds: 20_000, inParts: true, figures: modelFigures },
  network: { seeds: 1_000, figures: networkFigures },
  restores: { seeds: 200, figures: restoresFigures },
  store: { seeds: 2_000, inParts: true, figures: storeFigures },
  thermal: { seeds: 5_000, figures: thermalFigures },
};

/** The number of an option such as `--seeds=200`; null where it is not given. */
function numberOf(options: readonly string[], name: string): number | null {
  const given = options.find((option) => option.startsWith(`--${name}=`))?.slice(name.length + 3);
  return given === undefined ? null : Number(given);
}

const [name = "", ...options] = process.argv.slice(2);
const proof = proofs[name];
const seeds = numberOf(options, "seeds");
const from = numberOf(options, "from");
const known = proof?.inParts === true ? /^--(?:seeds|from)=\d{1,6}$/ : /^--seeds=\d{1,6}$/;
if (proof === undefined || options.some((option) => !known.test(option))) {
  const names = Object.keys(proofs).join(" | ");
  process.stderr.write(
    `用法：npm run proof -- ${names} [--seeds=N] [--from=N]\nUsage: npm run proof -- ${names} [--seeds=N] [--from=N]\n`,
  );
  process.exitCode = 2;
} else {
  for await (const figures of proof.figures(seeds ?? proof.seeds, from ?? 0))
    process.stdout.write(`${JSON.stringify(figures)}\n`);
}
