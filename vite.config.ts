import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// A build is the shipped page even when a test run, which has NODE_ENV=test, makes it: React's own development half stays out.
process.env["NODE_ENV"] = "production";

/** The page is opened from a folder by Electron and from the loopback host by a browser, hence the relative base. */
export default defineConfig({
  root: here("./renderer"),
  base: "./",
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: here("./dist/renderer"),
    emptyOutDir: true,
    target: "es2024",
    sourcemap: false,
    // Small images become files, so that the content security policy needs no `data:` for scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
