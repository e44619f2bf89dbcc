// `npm run dev`: the page with hot reload, on a station that starts again when its code changes.
//
// Vite serves `renderer/` and passes calls and events on to the station's loopback host. A change to the page shows at
// once; a change to `electron/`, `shared/`, `templates/`, `central/` or `resources/` starts the station again and reloads the page.
// The station takes the proxy for the same user, so the proxy itself lets nobody else through to it.
// Options as for `npm start`; data lies in `node_modules/.cache/dev-data` unless `--data DIR` names another folder.
import { once } from "node:events";
import { watch } from "node:fs";
import { createServer as createNetServer } from "node:net";
import { createInterface } from "node:readline";
import react from "@vitejs/plugin-react";
import { createServer } from "vite";
import { isSameUser, knowsUsers } from "#station/app/same-user.ts";
import { endChildrenOnSignals, endTree, isStopping, start } from "./children.mjs";
import { ROOT, inRoot } from "./root.mjs";
import { runMain, note } from "./terminal.mjs";
import { hallArguments, readStartOptions } from "./start-options.mjs";

const PROXIED = ["/page", "/call", "/events"];
const WATCHED = ["electron", "shared", "templates", "central", "resources"];
/** An editor that saves several files at once causes one restart. */
const QUIET_MS = 300;

/**
 * Keeps one station running; `restart` ends it and starts the next.
 * @param {readonly string[]} args
 * @param {(address: URL) => void} onReady
 */
function keepStation(args, onReady) {
  /** @type {import("node:child_process").ChildProcess | null} */
  let child = null;
  const launch = () => {
    const next = start(process.execPath, [inRoot("electron", "cli", "hall.ts"), "serve", "--print-address", ...args], {
      cwd: ROOT,
      stdio: ["pipe", "pipe", "inherit"],
    });
    child = next;
    if (next.stdout !== null)
      createInterface({ input: next.stdout }).on("line", (line) => {
        if (line.startsWith("{")) onReady(new URL(JSON.parse(line).url));
      });
    next.once("close", (code) => {
      // Ended by itself: the reason stands above, and the next change of a file is the next try.
      if (child === next && !isStopping())
        note(`工作站已停止（${code}），改动代码后重试`, `The station stopped (${code}); change a file to try again`);
    });
  };
  launch();
  return {
    restart() {
      const last = child;
      if (last === null || last.exitCode !== null || last.signalCode !== null) return launch();
      child = null;
      last.once("close", launch);
      endTree(last);
    },
  };
}

/** A port that stays the station's through its restarts. */
async function freePort() {
  const probe = createNetServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** @returns {Promise<number>} the exit code, once a signal asks for the end */
async function main() {
  endChildrenOnSignals();
  const options = readStartOptions(process.argv.slice(2));
  const data = options.data ?? inRoot("node_modules", ".cache", "dev-data");
  /** @type {URL | null} */
  let station = null;

  /**
   * Refuses another site's page, and another user where the system tells who asks. Elsewhere the station asks for a ticket.
   * @type {import("vite").Connect.NextHandleFunction}
   */
  const guard = (request, response, next) => {
    const own = `http://${request.headers.host}`;
    const isOwnSite = request.headers.origin === undefined || request.headers.origin === own;
    if (isOwnSite && (!knowsUsers() || isSameUser(request.socket))) return next();
    response.writeHead(403).end();
  };

  /** @param {import("vite").HttpProxy.ProxyServer} proxy */
  const useStation = (proxy) => {
    proxy.on("proxyReq", (request) => {
      if (station === null) return;
      if (request.hasHeader("origin")) request.setHeader("origin", station.origin);
      request.setHeader("host", station.host);
    });
  };
  const port = await freePort();
  const target = `http://127.0.0.1:${port}`;
  const page = await createServer({
    configFile: false,
    root: inRoot("renderer"),
    plugins: [
      react(),
      {
        name: "dev-station",
        // Hot reload runs inline code, which the policy of the shipped page forbids.
        configureServer: (server) => void PROXIED.forEach((path) => server.middlewares.use(path, guard)),
        transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ""),
      },
    ],
    server: {
      host: "127.0.0.1",
      proxy: Object.fromEntries(PROXIED.map((path) => [path, { target, configure: useStation }])),
      fs: { allow: [ROOT] },
    },
  });
  await page.listen();
  const keeper = keepStation(
    ["--port", String(port), "--data", data, ...hallArguments({ ...options, data: null })],
    (address) => {
      const first = station === null;
      station = address;
      if (!first) page.ws.send({ type: "full-reload" });
      // Where the system does not tell who asks, each start of the station has a ticket of its own.
      if (!first && knowsUsers()) return;
      note("页面地址（热更新）", "The page, with hot reload");
      process.stdout.write(`${page.resolvedUrls?.local[0] ?? ""}${knowsUsers() ? "" : address.hash}\n`);
    },
  );
  /** @type {NodeJS.Timeout | undefined} */
  let quiet;
  for (const folder of WATCHED)
    watch(inRoot(folder), { recursive: true }, (_event, name) => {
      if (name === null || !/\.(ts|tsx|mjs|json)$/.test(name)) return;
      clearTimeout(quiet);
      quiet = setTimeout(keeper.restart, QUIET_MS);
    }).unref();
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
      process.once(signal, () => void page.close().finally(() => resolve(Number(process.exitCode ?? 0))));
  });
}

await runMain(main);
