/** The page's end of the search: starts the worker, loads files for it by script tag, asks it. */

// @ts-expect-error scripts/bundle.mjs gives worker.mjs as one function
import given from "worker:./worker.mjs";
import { config } from "../../base/page.mjs";

const code = /** @type {typeof import("./worker.mjs").start} */ (given);

/**
 * @typedef {import("../query/answer.mjs").Question} Question
 * @typedef {import("../query/answer.mjs").Reply} Reply
 * @typedef {import("../query/answer.mjs").Entrance} Entrance
 */

/** @type {Map<string, (value: any) => void>} files asked for, by their name in kbSearch(name, value) */
const wanted = new Map();
/** @type {Map<number, { then: (reply: Reply) => void, failed: () => void }>} */
const open = new Map();
let last = 0;
/** @type {Promise<{ core: Entrance, post: (message: any) => void }> | undefined} */
let started;

/**
 * Start loading; called when somebody seems about to search.
 * @returns {Promise<{ core: Entrance, post: (message: any) => void }>}
 */
export function begin() {
  return (started ||= entrance().then((core) => ({ core, post: launch(core) })).catch((error) => {
    started = undefined; // the next try may find the network again
    throw error;
  }));
}

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
    for (const older of open.keys()) if (older < id - 20) open.delete(older);
    post({ id, question });
  } catch {
    failed();
  }
}

/** @returns {Promise<Entrance>} */
const entrance = () => load(config().search || "assets/search/index.js", "index");

/**
 * @param {string} path below the site's top
 * @param {string} [name]
 * @returns {Promise<any>}
 */
function load(path, name = path) {
  /** @type {any} */ (window).kbSearch = (/** @type {string} */ given, /** @type {any} */ value) => wanted.get(given)?.(value);
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    wanted.set(name, (value) => resolve(value));
    script.src = config().root + path;
    script.onload = () => script.remove();
    script.onerror = () => (script.remove(), reject(new Error(path)));
    document.head.append(script);
  });
}

/**
 * @param {Entrance} core
 * @returns {(message: any) => void} how to send the worker a message
 */
function launch(core) {
  /** @type {{ data: any }[]} */
  const sent = [];
  /** @type {(message: any) => void} */
  let post;
  const hear = (/** @type {any} */ data) => {
    if (data.load) {
      const path = data.load;
      load(path).then((value) => post({ path, value }), () => post({ path, error: true }));
    } else if (data.reply) open.get(data.id)?.then(data.reply);
    else for (const [id, { failed }] of open) if (!data.id || data.id === id) failed();
  };
  const here = () => {
    const scope = /** @type {import("./worker.mjs").Scope} */ ({ postMessage: (data) => queueMicrotask(() => hear(data)), onmessage: null });
    code(scope);
    post = (data) => queueMicrotask(() => scope.onmessage?.({ data }));
    for (const { data } of sent) post(data);
  };
  try {
    const worker = new Worker(URL.createObjectURL(new Blob([`(${code})(self)`], { type: "text/javascript" })));
    worker.onmessage = ({ data }) => hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      worker.onerror = null;
      here(); // a policy that allows no worker: search in the page
    };
    post = (data) => (worker.onerror && sent.push({ data }), worker.postMessage(data));
  } catch {
    post = () => {};
    here();
  }
  const send = (/** @type {any} */ data) => post(data);
  send({ core, base: new URL(config().root, document.baseURI).href });
  return send;
}
