/** Which of many items fit some words and some values of facets, and how many would fit each other value. */

/**
 * @typedef {{ title: string, values: Record<string, { title?: string | null }> }} Facet
 * @typedef {Record<string, string[]>} Chosen facet -> values; of an item, all that it shows up under
 * @typedef {{ words: string, chosen: Chosen }} Wanted
 * @typedef {{ text: string, facets: Chosen }} Item `text` as `plain` gives it; items of one page share `facets`
 * @typedef {{ fits: boolean[], count: number, counts: Record<string, Record<string, number>> }} Found
 */

/**
 * A text as it is compared: no difference of width or case.
 * @param {string} text
 */
export function plain(text) {
  return text.normalize("NFKC").toLowerCase();
}

/**
 * All words must occur, as they are written, or the search has found the item; of each facet one of the chosen values. `counts` says how many items a
 * value would show with the words and the other facets as they are.
 * @param {Item[]} items
 * @param {Wanted} wanted
 * @param {Set<number>} [searched] numbers of the items that the search has found
 * @returns {Found}
 */
export function filter(items, { words, chosen }, searched) {
  const terms = plain(words).split(/\s+/).filter(Boolean);
  const names = Object.keys(chosen).filter((name) => chosen[name].length);
  /** @type {Map<Chosen, string[]>} facets of a page -> those that keep it out */
  const against = new Map();
  /** @type {Found} */
  const found = { fits: [], count: 0, counts: {} };
  for (const [number, { text, facets }] of items.entries()) {
    let out = against.get(facets);
    if (!out) {
      out = names.filter((name) => !chosen[name].some((value) => facets[name]?.includes(value)));
      against.set(facets, out);
    }
    const said = out.length < 2 && (searched?.has(number) || terms.every((term) => text.includes(term)));
    const fits = said && !out.length;
    found.fits.push(fits);
    if (fits) found.count++;
    if (said) tally(found.counts, facets, out);
  }
  return found;
}

/**
 * @param {Found["counts"]} counts
 * @param {Chosen} facets
 * @param {string[]} out with one facet against it, an item counts for that facet only
 */
function tally(counts, facets, out) {
  for (const name of out.length ? out : Object.keys(facets)) {
    const values = (counts[name] ||= {});
    for (const value of facets[name] || []) values[value] = (values[value] || 0) + 1;
  }
}

/**
 * What is wanted, as the part of an address behind #: property=小区, q=押金 in addresses of before. An anchor (#law) wants
 * nothing.
 * @param {string} hash
 * @param {Record<string, Facet>} facets
 * @returns {Wanted}
 */
export function readHash(hash, facets) {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  /** @type {Chosen} */
  const chosen = {};
  for (const name of Object.keys(facets)) {
    const values = (params.get(name) || "").split(",").filter((value) => value in facets[name].values);
    if (values.length) chosen[name] = values;
  }
  return { words: params.get("q") || "", chosen };
}

/**
 * The chosen values as that part of an address.
 * @param {Chosen} chosen
 * @returns {string} "" when none is chosen
 */
export function writeHash(chosen) {
  const params = new URLSearchParams();
  for (const [name, values] of Object.entries(chosen)) if (values.length) params.set(name, values.join(","));
  return String(params) && `#${params}`;
}
