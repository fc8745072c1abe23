/**
 * Bundles the reader's side into overrides/assets/: its scripts as classic ones (module scripts do not run from
 * file://), its stylesheets as one for every page and one for each page that has its own. The results are committed; a
 * test bundles again and compares.
 *
 *     node scripts/bundle.mjs          write the bundles
 *     node scripts/bundle.mjs --check  exit 1 when a committed bundle is not the one that the sources give
 */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const SOURCES = fileURLToPath(new URL("../", import.meta.url));
const ASSETS = fileURLToPath(new URL("../overrides/assets/", import.meta.url));

/** Bundle -> its source. @type {Record<string, string>} */
export const BUNDLES = {
  "javascripts/huashu.js": "frontend/main.mjs",
  "javascripts/panel.js": "frontend/case/main.mjs",
  "javascripts/call.js": "frontend/call/main.mjs",
  "javascripts/search.js": "frontend/search/page/main.mjs",
  "javascripts/lint.js": "frontend/lint/main.mjs",
  "stylesheets/huashu.css": "frontend/styles/huashu.css",
  "stylesheets/changes.css": "frontend/styles/changes.css",
  "stylesheets/health.css": "frontend/styles/health.css",
  "stylesheets/lint.css": "frontend/styles/lint.css",
  "stylesheets/paper.css": "frontend/styles/paper.css",
  "stylesheets/print.css": "frontend/styles/print.css",
};

/** @type {import("esbuild").BuildOptions & { write: false }} */
const OPTIONS = {
  bundle: true,
  format: "iife",
  minify: true,
  target: ["chrome86", "firefox90", "safari15"], // private methods; the pages ask for more (layers, dialogs)
  charset: "utf8",
  legalComments: "none",
  write: false,
};

/**
 * `import code from "worker:./worker.mjs"`: that module with all it imports as one function, whose text can start a
 * worker from a Blob (from file:// there is no other way), and which can be called where no worker may start.
 * @type {import("esbuild").Plugin}
 */
const workers = {
  name: "worker",
  setup(build_) {
    build_.onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(7)),
      namespace: "worker",
    }));
    build_.onLoad({ filter: /./, namespace: "worker" }, async ({ path }) => {
      const inner = await build({ ...OPTIONS, entryPoints: [path], globalName: "worker" });
      return {
        contents: `export default function (scope) {${inner.outputFiles[0].text}\nworker.start(scope)}`,
        loader: "js",
      };
    });
  },
};

/** A bundle's text. @param {string} name */
export async function bundle(name) {
  const result = await build({ ...OPTIONS, entryPoints: [join(SOURCES, BUNDLES[name])], plugins: [workers] });
  return result.outputFiles[0].text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of Object.keys(BUNDLES)) {
    const text = await bundle(name);
    const size = `${(gzipSync(text, { level: 9 }).length / 1024).toFixed(1)} KB gzip`;
    if (!process.argv.includes("--check")) {
      await writeFile(join(ASSETS, name), text);
      console.log(`${name}: ${size}`);
    } else if ((await readFile(join(ASSETS, name), "utf8")) !== text) {
      console.error(`${name} is not what the sources give: run \`npm run build\``);
      process.exitCode = 1;
    }
  }
}
