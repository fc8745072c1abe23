/**
 * A function whose first success is remembered; the next try after a failure may find the network again.
 * @template T
 * @param {() => Promise<T>} get
 * @returns {(() => Promise<T>) & { begun: () => boolean }}
 */
export function once(get) {
  /** @type {Promise<T> | undefined} */
  let given;
  const forget = (/** @type {unknown} */ error) => {
    given = undefined;
    throw error;
  };
  const ask = () => (given ||= get().catch(forget));
  return Object.assign(ask, { begun: () => given !== undefined });
}
