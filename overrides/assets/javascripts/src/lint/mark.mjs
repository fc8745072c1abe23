/** Where in a sentence, as it was written, a find stands: rules see it simplified, folded, without disguises. */

/**
 * The shortest piece that holds the find, found by halving: a longer piece holds whatever a shorter one does.
 * @param {string} written
 * @param {string} found as rules see it
 * @param {(text: string) => string} plain
 * @returns {[number, number] | null} where it begins and ends; null when only the whole sentence makes it
 */
export function whereabouts(written, found, plain) {
  const at = written.indexOf(found);
  if (at >= 0) return [at, at + found.length];
  const holds = (/** @type {number} */ begin, /** @type {number} */ end) => plain(written.slice(begin, end)).includes(found);
  if (!holds(0, written.length)) return null;
  const end = least(written.length, (size) => holds(0, size));
  const size = least(end, (length) => holds(end - length, end));
  return [end - size, end];
}

/** The least number up to `most` that fits, where all above it fit, too. @param {number} most @param {(number: number) => boolean} fits */
function least(most, fits) {
  let low = 0;
  while (low < most) {
    const middle = (low + most) >> 1;
    if (fits(middle)) most = middle;
    else low = middle + 1;
  }
  return most;
}
