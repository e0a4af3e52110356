import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { texts } from "./texts.ts";

const server = "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [svelte(), texts()],
  build: {
    outDir: "../src/enishi/page",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
  },
  server: {
    // The catalogues are shared with the server and lie outside this folder.
    fs: { allow: [".."] },
    proxy: { "/api": server, "/live": { target: server, ws: true } },
  },
  test: { include: ["test/**/*.test.ts"] },
});
