/** Files of the index, each loaded once while it is among the last ones used. */

const KEPT = 48;

/** @template T */
export class Files {
  /** @type {Map<string, Promise<T>>} */
  #known = new Map();
  #load;

  /** @param {(path: string) => Promise<T>} load */
  constructor(load) {
    this.#load = load;
  }

  /** @param {string} path */
  has(path) {
    return this.#known.has(path);
  }

  /** @param {string} path @returns {Promise<T>} */
  get(path) {
    const value = this.#known.get(path) || this.#load(path);
    this.#known.delete(path);
    this.#known.set(path, value);
    value.catch(() => this.#known.delete(path)); // the next try may find the network again
    if (this.#known.size > KEPT) this.#known.delete(/** @type {string} */ (this.#known.keys().next().value));
    return value;
  }
}
