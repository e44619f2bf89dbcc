import { benches } from "./benches.ts";

const words = process.argv.slice(2);
const asked = words.filter((word) => !/^--(?:small|(?:stored|sets)=\d{1,8})$/.test(word));
const scale = words.includes("--small") ? "small" : "full";
const unknown = asked.filter((name) => benches[name] === undefined);
if (asked.length === 0 || unknown.length > 0) {
  const names = Object.keys(benches).join(" | ");
  const refused = unknown.join(" ");
  const zh = refused === "" ? "" : `没有这项测速：${refused}。`;
  const en = refused === "" ? "" : `No such bench: ${refused}. `;
  process.stderr.write(
    `${zh}用法：npm run bench -- ${names} [--small]\n${en}Usage: npm run bench -- ${names} [--small]\n`,
  );
  process.exitCode = 2;
} else {
  for (const name of asked)
    for await (const figure of benches[name]?.(scale) ?? []) process.stdout.write(`${JSON.stringify(figure)}\n`);
}
