import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runBounded } from "#station/launch/children.mjs";
import { findBrowser } from "#station/launch/find-browser.mjs";
import { findOnPath } from "#station/launch/npm.mjs";
import { note } from "#station/launch/terminal.mjs";

function hasPostgres() {
  const root = "/usr/lib/postgresql";
  return (
    findOnPath("initdb") !== null ||
    (existsSync(root) && readdirSync(root).some((version) => existsSync(join(root, version, "bin", "initdb"))))
  );
}

const NEEDED = [
  { name: "chromium", isThere: () => findBrowser(process.platform, process.env) !== null, tests: "test/e2e" },
  {
    name: "chromium-headless-shell",
    // Where any Chromium is named, that one is used.
    isThere: () =>
      process.platform !== "linux" ||
      process.env["LIANDONG_BROWSER"] !== undefined ||
      findOnPath("chromium-headless-shell") !== null,
    // The browser tests take longer without it, and pass.
    tests: null,
  },
  { name: "postgresql", isThere: hasPostgres, tests: "test/central, test/e2e" },
  {
    name: "strace",
    isThere: () => process.platform !== "linux" || findOnPath("strace") !== null,
    tests: "test/faults",
  },
  { name: "nsis", isThere: () => findOnPath("makensis") !== null, tests: "test/packaging/uninstall.test.ts" },
  { name: "poppler-utils", isThere: () => findOnPath("pdftoppm") !== null, tests: "test/templates" },
  { name: "cups-ipp-utils", isThere: () => findOnPath("ippeveprinter") !== null, tests: "test/print/ipp.test.ts" },
  { name: "dbus", isThere: () => findOnPath("dbus-daemon") !== null, tests: "test/print/ipp.test.ts" },
  { name: "avahi-daemon", isThere: () => findOnPath("avahi-daemon") !== null, tests: "test/print/ipp.test.ts" },
  {
    name: "cups",
    isThere: () => findOnPath("cupsd") !== null || existsSync("/usr/sbin/cupsd"),
    tests: "test/print/ipp.test.ts",
  },
  {
    name: "cups-client",
    isThere: () => findOnPath("lpadmin") !== null || existsSync("/usr/sbin/lpadmin"),
    tests: "test/print/ipp.test.ts",
  },
];

const missing = () => NEEDED.filter((one) => !one.isThere());

/**
 * Installs the programs that the tests drive where this is Debian and we may; names what stays missing and which
 * tests need it.
 * @param {NodeJS.ProcessEnv} env
 */
export async function installDebianPackages(env) {
  const wanted = missing();
  if (wanted.length > 0 && process.getuid?.() === 0 && findOnPath("apt-get") !== null) {
    const names = wanted.map((one) => one.name);
    note(
      `正在安装测试所需的系统软件包：${names.join(" ")}`,
      `Installing the system packages that the tests need: ${names.join(" ")}`,
    );
    const aptEnv = { ...env, DEBIAN_FRONTEND: "noninteractive" };
    const how = /** @type {const} */ ({ show: "no", env: aptEnv });
    await runBounded("apt-get", ["update", "-q"], { ...how, seconds: 240, zh: "apt-get update", en: "apt-get update" });
    const ending = await runBounded("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...names], {
      ...how,
      seconds: 900,
      zh: "安装系统软件包",
      en: "installing system packages",
    });
    if (ending.code !== 0) process.stderr.write(`${ending.output.split("\n").slice(-8).join("\n")}\n`);
  }
  for (const one of missing().filter(({ tests }) => tests !== null))
    note(
      `缺少 ${one.name}，相关测试会失败：${one.tests}（Debian：apt-get install ${one.name}）`,
      `${one.name} is missing; tests that need it will fail: ${one.tests} (Debian: apt-get install ${one.name})`,
    );
}
