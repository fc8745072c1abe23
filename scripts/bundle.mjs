/**
 * Bundles the reader's side: overrides/assets/javascripts/src/main.mjs -> huashu.js, one classic script
 * (module scripts do not run from file://). The result is committed; a test bundles again and compares.
 *
 *     node scripts/bundle.mjs          write the bundle
 *     node scripts/bundle.mjs --check  exit 1 when the committed bundle is not the one that the sources give
 */

import { build } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const SOURCE = fileURLToPath(new URL("../overrides/assets/javascripts/src/main.mjs", import.meta.url));
const BUNDLE = fileURLToPath(new URL("../overrides/assets/javascripts/huashu.js", import.meta.url));

const OPTIONS = /** @type {const} */ ({
  bundle: true,
  format: "iife",
  minify: true,
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  write: false,
});

/**
 * `import code from "worker:./worker.mjs"`: that module with all it imports as one function, whose text can start a
 * worker from a Blob (from file:// there is no other way), and which can be called where no worker may start.
 * @type {import("esbuild").Plugin}
 */
const workers = {
  name: "worker",
  setup(build_) {
    build_.onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.slice(7)), namespace: "worker" }));
    build_.onLoad({ filter: /./, namespace: "worker" }, async ({ path }) => {
      const inner = await build({ ...OPTIONS, entryPoints: [path], globalName: "worker" });
      return { contents: `export default function (scope) {${inner.outputFiles[0].text}\nworker.start(scope)}`, loader: "js" };
    });
  },
};

/** The bundle's text. */
export async function bundle() {
  const result = await build({ ...OPTIONS, entryPoints: [SOURCE], plugins: [workers] });
  return result.outputFiles[0].text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await bundle();
  const size = `${(gzipSync(text, { level: 9 }).length / 1024).toFixed(1)} KB gzip`;
  if (!process.argv.includes("--check")) {
    await writeFile(BUNDLE, text);
    console.log(`huashu.js: ${size}`);
  } else if ((await readFile(BUNDLE, "utf8")) !== text) {
    console.error("huashu.js is not what the sources give: run `npm run build`");
    process.exitCode = 1;
  }
}
