import { build } from "esbuild";
import { createServer } from "node:http";
import { projectRoot } from "#station/lib/resources.ts";

const REACT = `import { createElement as e } from "react";
import { createRoot } from "react-dom/client";
createRoot(document.getElementById("root")).render(e("button", { id: "ready" }, "联动报装窗口"));`;

const ANTD = `import { createElement as e } from "react";
import { createRoot } from "react-dom/client";
import { Button, ConfigProvider, Form, Input } from "antd";
import zhCN from "antd/locale/zh_CN";
const item = e(Form.Item, { name: "name", label: "申请单位" }, e(Input));
const button = e(Button, { id: "ready", type: "primary" }, "受理");
const page = e(ConfigProvider, { locale: zhCN }, e(Form, null, item, button));
createRoot(document.getElementById("root")).render(page);`;

/** Serves a page that shows one thing: a bare React button, or a trivial antd form. */
export async function serveBarePage(kind: "react" | "antd"): Promise<{ url: string; close: () => Promise<void> }> {
  const built = await build({
    stdin: { contents: kind === "react" ? REACT : ANTD, resolveDir: projectRoot(), loader: "js" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const script = built.outputFiles[0]?.contents ?? new Uint8Array();
  const page =
    '<!doctype html><meta charset="utf-8"><title>bare</title><div id="root"></div><script type="module" src="/page.js"></script>';
  const server = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response
      .writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" })
      .end(isScript ? script : page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
