import { modelFigures } from "./model-figures.ts";
import { networkFigures } from "./network-figures.ts";
import { thermalFigures } from "./thermal-figures.ts";

/** The proofs by the name they have on the command line, with how many seeds the whole one plays (of each kind of fault; of the model: histories). */
const proofs: Record<string, { seeds: number; figures: (seeds: number) => AsyncGenerator<Record<string, unknown>> }> = {
  model: { seeds: 20_000, figures: modelFigures },
  network: { seeds: 1_000, figures: networkFigures },
  thermal: { seeds: 5_000, figures: thermalFigures },
};

const [name = "", seeds] = process.argv.slice(2);
const proof = proofs[name];
if (proof === undefined || (seeds !== undefined && !/^--seeds=\d{1,6}$/.test(seeds))) {
  const names = Object.keys(proofs).join(" | ");
  process.stderr.write(`用法：npm run proof -- ${names} [--seeds=N]\nUsage: npm run proof -- ${names} [--seeds=N]\n`);
  process.exitCode = 2;
} else {
  for await (const figures of proof.figures(seeds === undefined ? proof.seeds : Number(seeds.slice("--seeds=".length)))) process.stdout.write(`${JSON.stringify(figures)}\n`);
}
