/** The page's end of the search: starts the worker, loads files for it by script tag, asks it. */

// @ts-expect-error scripts/bundle.mjs gives worker.mjs as one function
import given from "worker:./worker.mjs";
import { load } from "../../base/load.mjs";
import { once } from "../../base/once.mjs";
import { config } from "../../base/page.mjs";

const code = /** @type {typeof import("./worker.mjs").start} */ (given);
const ENTRANCE = "assets/search/index.js";
const LATEST = 20; // questions whose replies are still listened to

/**
 * @typedef {import("../query/answer.mjs").Question} Question
 * @typedef {import("../query/answer.mjs").Reply} Reply
 * @typedef {import("../query/answer.mjs").Entrance} Entrance
 * @typedef {import("./worker.mjs").ToWorker} ToWorker
 * @typedef {import("./worker.mjs").ToPage} ToPage
 * @typedef {{ send: (message: ToWorker) => void }} Post
 */

/** @type {Map<number, { then: (reply: Reply) => void, failed: () => void }>} */
const open = new Map();
let last = 0;

/** Start loading; called when somebody seems about to search. */
export const begin = once(async () => {
  /** @type {Entrance} */
  const core = await load(ENTRANCE);
  const post = new Fallback(hear);
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

/** The search in a worker; `refused` is called when a policy lets none start. @implements {Post} */
class InWorker {
  #worker = new Worker(URL.createObjectURL(new Blob([`(${code})(self)`], { type: "text/javascript" })));

  /** @param {(message: ToPage) => void} hear @param {() => void} refused */
  constructor(hear, refused) {
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

  /** @param {(message: ToPage) => void} hear */
  constructor(hear) {
    this.#scope = { onmessage: null, postMessage: (message) => queueMicrotask(() => hear(message)) };
    code(this.#scope);
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

  /** @param {(message: ToPage) => void} hear */
  constructor(hear) {
    try {
      const heard = (/** @type {ToPage} */ message) => {
        this.#sent = null;
        hear(message);
      };
      this.#post = new InWorker(heard, () => {
        this.#post = new InPage(hear);
        this.#sent?.forEach((message) => this.#post.send(message));
      });
    } catch {
      this.#post = new InPage(hear);
      this.#sent = null;
    }
  }

  /** @param {ToWorker} message */
  send(message) {
    this.#sent?.push(message);
    this.#post.send(message);
  }
}
