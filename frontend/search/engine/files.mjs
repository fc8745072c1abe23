/** Files of the index, each loaded once while it is among the last ones used. */

const KEPT = 48;

/** @template T */
export class Files {
  /** @param {(path: string) => Promise<T>} load */
  constructor(load) {
    /** @private */
    this.load = load;
    /** @private @type {Map<string, Promise<T>>} */
    this.known = new Map();
  }

  /** @param {string} path */
  has(path) {
    return this.known.has(path);
  }

  /** @param {string} path @returns {Promise<T>} */
  get(path) {
    const value = this.known.get(path) || this.load(path);
    this.known.delete(path);
    this.known.set(path, value);
    value.catch(() => this.known.delete(path)); // the next try may find the network again
    if (this.known.size > KEPT) this.known.delete(/** @type {string} */ (this.known.keys().next().value));
    return value;
  }
}
