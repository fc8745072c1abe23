/**
 * A function whose first success is remembered; the next try after a failure may find the network again.
 * @template T
 * @param {() => Promise<T>} get
 * @returns {(() => Promise<T>) & { begun: () => boolean }}
 */
export function once(get) {
  /** @type {Promise<T> | undefined} */
  let given;
  const ask = () => (given ||= get().catch((error) => ((given = undefined), Promise.reject(error))));
  return Object.assign(ask, { begun: () => given !== undefined });
}
