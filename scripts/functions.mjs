/** What scripts/figures.py counts in the browser's modules: node scripts/functions.mjs FOLDER, a JSON list. */

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { parse } from "acorn";

/** @typedef {any} Node of ESTree */

const [folder] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".mjs"));
console.log(JSON.stringify(files.sort().map((name) => measured(name, readFileSync(join(folder, name), "utf8")))));

/** @param {string} name @param {string} text */
function measured(name, text) {
  const nodes = [...all(parse(text, { ecmaVersion: "latest", sourceType: "module", locations: true }))];
  const imports = nodes.filter(({ type, source }) => /^(Import|Export)/.test(type) && source?.value.startsWith("."));
  return {
    package: packageOf(name),
    imports: imports.map(({ source }) => packageOf(join(dirname(name), source.value))),
    functions: nodes
      .map(functionOf)
      .filter(Boolean)
      .map(({ loc }) => loc.end.line - loc.start.line + 1),
    lines: text.split("\n").length - 1,
  };
}

/** The folder that a module stands in; at the top each stands for itself. @param {string} name */
function packageOf(name) {
  return name.split("/")[0].replace(".mjs", "");
}

/** @param {Node} node @returns {Generator<Node>} it and all within */
function* all(node) {
  if (node?.type) yield node;
  for (const part of Object.values(node ?? {})) if (part && typeof part === "object") yield* all(part);
}

/** The function that a node gives a name to. @param {Node} node @returns {Node} */
function functionOf(node) {
  if (node.type === "FunctionDeclaration") return node;
  const value =
    node.type === "VariableDeclarator" ? node.init : /^(Method|Property)Definition$/.test(node.type) && node.value;
  return /Function/.test(value?.type) ? value : undefined;
}
