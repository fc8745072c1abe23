/** The page's end of the search: starts the worker, loads what it may not fetch by script tag, asks it. */

import { load, published } from "../../base/load.mjs";
import { once } from "../../base/once.mjs";
import { config } from "../../base/page.mjs";

const ENGINE = "assets/javascripts/search.js"; // most pages are read without a search
const ENTRANCE = "assets/search/index.js";
const LATEST = 20; // questions whose replies are still listened to

/**
 * @typedef {import("../query/answer.mjs").Question} Question
 * @typedef {import("../query/answer.mjs").Reply} Reply
 * @typedef {import("../query/entrance.mjs").Published} Entrance
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
  /** @type {[Entrance, Post]} */
  const [core, post] = await Promise.all([load(ENTRANCE), opened(hear)]);
  post.send({ kind: "open", core, base: config().root, names: config().names });
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

/** The search in a worker, or in the page where none may start. @param {(message: ToPage) => void} hear @returns {Promise<Post>} */
async function opened(hear) {
  try {
    return new InWorker(await worker(), hear);
  } catch {
    return inPage(hear);
  }
}

/** A worker from its file; from disk browsers allow it from its text alone. */
async function worker() {
  if (/^http/.test(location.protocol)) return new Worker(published(ENGINE));
  const text = `(${await load(ENGINE)})(self)`;
  return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
}

/** @param {(message: ToPage) => void} hear @returns {Promise<Post>} */
async function inPage(hear) {
  /** @type {Start} */
  const start = await load(ENGINE);
  /** @type {import("./worker.mjs").Scope} */
  const scope = { onmessage: null, postMessage: (message) => queueMicrotask(() => hear(message)) };
  start(scope);
  return { send: (message) => queueMicrotask(() => scope.onmessage?.({ data: message })) };
}

/** The search in a worker. That none may start shows late, so what was sent is kept until it has spoken. @implements {Post} */
class InWorker {
  #worker;
  /** @type {ToWorker[]} */
  #sent = [];
  /** @type {Post | null} */
  #page = null;
  #heard = false;

  /** @param {Worker} worker @param {(message: ToPage) => void} hear */
  constructor(worker, hear) {
    this.#worker = worker;
    worker.onmessage = ({ data }) => {
      this.#heard = true;
      this.#sent = [];
      hear(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (!this.#heard) this.#refused(hear);
    };
  }

  /** @param {ToWorker} message */
  send(message) {
    if (this.#page) return this.#page.send(message);
    if (!this.#heard) this.#sent.push(message);
    this.#worker.postMessage(message);
  }

  /** @param {(message: ToPage) => void} hear */
  async #refused(hear) {
    try {
      this.#page = await inPage(hear);
      for (const message of this.#sent) this.#page.send(message);
    } catch {
      for (const message of this.#sent) if (message.kind === "question") hear({ kind: "failed", id: message.id });
    }
  }
}
