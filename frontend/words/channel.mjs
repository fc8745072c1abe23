/** The channel that the reader has chosen: it holds on every page of the tab, and in the results of the search. */

import { openStore, ownKey } from "../base/store.mjs";

const store = openStore("sessionStorage");

/** The chosen channel, "" when none is. */
export const channel = () => store.get(ownKey(store, "channel")) || "";

/** @param {string} name "" for all */
export const chooseChannel = (name) => void store.set(ownKey(store, "channel"), name);
