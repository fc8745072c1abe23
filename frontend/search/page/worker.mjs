/** The search apart from the page: questions in, replies out. Runs in a worker, or in the page where none may start. */

import { Lines } from "../query/lines.mjs";
import { openIndex } from "../query/open.mjs";

const PAINT = 150; // ms that the first results have to themselves before more is fetched

/**
 * @typedef {import("../query/answer.mjs").Entrance} Entrance
 * @typedef {import("../query/answer.mjs").Question} Question
 * @typedef {import("../query/answer.mjs").Reply} Reply
 *
 * @typedef {{ kind: "open", core: import("../query/entrance.mjs").Published, base: string, names?: Record<string, string> }
 *   | { kind: "question", id: number, question: Question }
 *   | { kind: "file", path: string, value: any }
 *   | { kind: "lines", lines: string[] }
 *   | { kind: "narrow", id: number, query: string }
 *   | { kind: "missing", path: string }} ToWorker what the page says; `base`: the address of the site's top;
 *   `names`: what its files are called, where they have another name
 * @typedef {{ kind: "wanted", path: string }
 *   | { kind: "reply", id: number, reply: Reply }
 *   | { kind: "narrowed", id: number, lines: number[] }
 *   | { kind: "failed", id: number }} ToPage what it hears; `wanted`: a file that only the page can load
 * @typedef {{ postMessage: (message: ToPage) => void, onmessage: ((event: { data: ToWorker }) => void) | null }} Scope
 */

/** @param {Scope} scope */
export function start(scope) {
  const files = new Files((path) => scope.postMessage({ kind: "wanted", path }));
  /** @type {import("../query/open.mjs").Index} */
  let index;
  let latest = 0;
  /** The lines of a page that has a box of its own. @type {Lines | undefined} */
  let lines;

  /** @param {number} id @param {Question} question */
  async function reply(id, question) {
    latest = id; // what is typed later makes this one void
    try {
      for (const way of index.here() ? [] : index.ways) {
        const first = await way(question);
        if (id !== latest) return;
        if (!first) continue;
        scope.postMessage({ kind: "reply", id, reply: first });
        await new Promise((next) => setTimeout(next, PAINT));
        if (id !== latest) return;
        break;
      }
      const whole = await index.whole(question);
      if (id === latest) scope.postMessage({ kind: "reply", id, reply: whole });
    } catch {
      scope.postMessage({ kind: "failed", id });
    }
  }

  scope.onmessage = ({ data }) => {
    switch (data.kind) {
      case "open":
        files.base = data.base;
        files.names = data.names || {};
        index = openIndex(data.core, (path) => files.load(path));
        break;
      case "question":
        reply(data.id, data.question);
        break;
      case "file":
        files.take(data.path, data.value);
        break;
      case "lines":
        lines = new Lines(index, data.lines);
        break;
      case "narrow":
        lines?.fitting(data.query).then(
          (found) => scope.postMessage({ kind: "narrowed", id: data.id, lines: found }),
          () => scope.postMessage({ kind: "failed", id: data.id }),
        );
        break;
      case "missing":
        files.miss(data.path);
    }
  };
}

/** Files on their way. The worker fetches them itself, so that the page stays free, and asks the page where it cannot. */
class Files {
  /** @param {(path: string) => void} ask */
  constructor(ask) {
    this.base = "";
    /** @type {Record<string, string>} */
    this.names = {};
    /** @private */
    this.ask = ask;
    /** @private @type {Map<string, { promise: Promise<any>, resolve: (value: any) => void, reject: (reason: Error) => void }>} */
    this.open = new Map();
  }

  /** @param {string} path @returns {Promise<any>} */
  load(path) {
    const known = this.open.get(path);
    if (known) return known.promise;
    const file = waiting();
    this.open.set(path, file);
    file.promise.finally(() => this.open.delete(path)).catch(() => {}); // the engines keep what they need
    fetched(this.base + (this.names[path] || path)).then(file.resolve, () => this.ask(path));
    return file.promise;
  }

  /** @param {string} path @param {any} value */
  take(path, value) {
    this.open.get(path)?.resolve(value);
  }

  /** @param {string} path */
  miss(path) {
    this.open.get(path)?.reject(new Error(path));
  }
}

/**
 * A published file without a script tag. Not from file://, nor where a policy forbids it.
 * @param {string} url
 */
async function fetched(url) {
  if (!/^http/.test(url)) throw new Error(url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(url);
  const text = await response.text();
  return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")")));
}

/** A promise with its ends. */
function waiting() {
  let resolve = /** @type {(value: any) => void} */ (() => {});
  let reject = /** @type {(reason: Error) => void} */ (() => {});
  const promise = new Promise((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
}
