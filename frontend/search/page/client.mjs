/** The page's end of the search: starts the worker, loads files for it by script tag, asks it. */

import { load } from "../../base/load.mjs";
import { once } from "../../base/once.mjs";
import { config } from "../../base/page.mjs";

const ENGINE = "assets/javascripts/search.js"; // most pages are read without a search
const ENTRANCE = "assets/search/index.js";
const LATEST = 20; // questions whose replies are still listened to

/**
 * @typedef {import("../query/answer.mjs").Question} Question
 * @typedef {import("../query/answer.mjs").Reply} Reply
 * @typedef {import("../query/answer.mjs").Entrance} Entrance
 * @typedef {import("./worker.mjs").ToWorker} ToWorker
 * @typedef {import("./worker.mjs").ToPage} ToPage
 * @typedef {typeof import("./worker.mjs").start} Start
 * @typedef {{ send: (message: ToWorker) => void }} Post
 */

/** @type {Map<number, { then: (reply: Reply) => void, failed: () => void }>} */
const open = new Map();
/** @type {Map<number, (lines: number[]) => void>} */
const narrowed = new Map();
let last = 0;
/** The lines that the search knows. @type {string[] | undefined} */
let known;

/** Start loading; called when somebody seems about to search. */
export const begin = once(async () => {
  /** @type {[Entrance, Start]} */
  const [core, start] = await Promise.all([load(ENTRANCE), load(ENGINE)]);
  const post = new Fallback(start, hear);
  post.send({ kind: "open", core, base: config().root });
  return { core, post };

  /** @param {ToPage} message */
  function hear(message) {
    switch (message.kind) {
      case "wanted":
        load(message.path).then(
          (value) => post.send({ kind: "file", path: message.path, value }),
          () => post.send({ kind: "missing", path: message.path }),
        );
        break;
      case "reply":
        open.get(message.id)?.then(message.reply);
        break;
      case "narrowed":
        narrowed.get(message.id)?.(message.lines);
        narrowed.delete(message.id);
        break;
      case "failed":
        open.get(message.id)?.failed();
    }
  }
});

/**
 * Ask. Replies come twice while the index is still loading: `complete` tells.
 * @param {Question} question
 * @param {(reply: Reply) => void} then
 * @param {() => void} failed
 * @returns {Promise<void>}
 */
export async function ask(question, then, failed) {
  const id = ++last;
  try {
    const { post } = await begin();
    open.set(id, { then, failed });
    for (const older of open.keys()) if (older < id - LATEST) open.delete(older);
    post.send({ kind: "question", id, question });
  } catch {
    failed();
  }
}

/**
 * Which lines of a page a query finds, by the rules of the search; nothing is called where it could not be loaded.
 * @param {string[]} lines
 * @param {string} query
 * @param {(lines: number[]) => void} then called with their numbers
 */
export async function narrow(lines, query, then) {
  const id = ++last;
  try {
    const { post } = await begin();
    if (known !== lines) post.send({ kind: "lines", lines });
    known = lines;
    narrowed.set(id, then);
    for (const older of narrowed.keys()) if (older < id - LATEST) narrowed.delete(older);
    post.send({ kind: "narrow", id, query });
  } catch {
    // the box finds what stands there as it was typed
  }
}

/** The search in a worker; `refused` is called when a policy lets none start. @implements {Post} */
class InWorker {
  #worker;

  /** @param {Start} start @param {(message: ToPage) => void} hear @param {() => void} refused */
  constructor(start, hear, refused) {
    this.#worker = new Worker(URL.createObjectURL(new Blob([`(${start})(self)`], { type: "text/javascript" })));
    this.#worker.onmessage = ({ data }) => hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#worker.onerror = null;
      refused();
    };
  }

  /** @param {ToWorker} message */
  send(message) {
    this.#worker.postMessage(message);
  }
}

/** The search in the page itself. @implements {Post} */
class InPage {
  /** @type {import("./worker.mjs").Scope} */
  #scope;

  /** @param {Start} start @param {(message: ToPage) => void} hear */
  constructor(start, hear) {
    this.#scope = { onmessage: null, postMessage: (message) => queueMicrotask(() => hear(message)) };
    start(this.#scope);
  }

  /** @param {ToWorker} message */
  send(message) {
    queueMicrotask(() => this.#scope.onmessage?.({ data: message }));
  }
}

/** In a worker, or in the page where none may start: that shows late, so what was sent is kept until one has spoken. @implements {Post} */
class Fallback {
  /** @type {Post} */
  #post;
  /** @type {ToWorker[] | null} */
  #sent = [];

  /** @param {Start} start @param {(message: ToPage) => void} hear */
  constructor(start, hear) {
    try {
      const heard = (/** @type {ToPage} */ message) => {
        this.#sent = null;
        hear(message);
      };
      this.#post = new InWorker(start, heard, () => {
        this.#post = new InPage(start, hear);
        this.#sent?.forEach((message) => this.#post.send(message));
      });
    } catch {
      this.#post = new InPage(start, hear);
      this.#sent = null;
    }
  }

  /** @param {ToWorker} message */
  send(message) {
    this.#sent?.push(message);
    this.#post.send(message);
  }
}
