/**
 * What is wanted of a list, kept with the page: facets in its address, which can be sent on; what was typed beside the
 * address, in this tab alone, so that no history of the browser and no server's log holds it.
 */

import { openStore, siteKey } from "../base/store.mjs";
import { readHash, writeHash } from "./filter.mjs";

/**
 * @param {Record<string, import("./filter.mjs").Facet>} facets
 * @returns {import("./filter.mjs").Wanted} an address that somebody sent or kept may have words in it, too
 */
export function wanted(facets) {
  const { words, chosen } = readHash(location.hash, facets);
  const sent = words || new URLSearchParams(location.search).get("q") || "";
  const found = { words: sent || taken() || history.state?.query || "", chosen };
  if (sent) keep(found);
  return found;
}

/** @param {import("./filter.mjs").Wanted} wanted */
export function keep({ words, chosen }) {
  const hash = writeHash(chosen) || (words ? "" : anchor());
  history.replaceState({ ...history.state, query: words.trim() }, "", location.pathname + hash);
}

/** An anchor in the address, which wants nothing. */
const anchor = () => (/^#[^=&]+$/.test(location.hash) ? location.hash : "");

const handed = () => siteKey("query");

/** Hand a query to the next page of this tab. @param {string} query */
export const hand = (query) => openStore("sessionStorage").set(handed(), query);

/** The query that the page before handed over, once. */
function taken() {
  const store = openStore("sessionStorage");
  const query = store.get(handed());
  if (query) store.remove(handed());
  return query;
}
