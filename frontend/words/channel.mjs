/** The channel that the reader has chosen: it holds on every page of the tab, and in the results of the search. */

import { openStore } from "../base/store.mjs";

const KEY = "huashu.channel";

/** The chosen channel, "" when none is. */
export const channel = () => openStore("sessionStorage").get(KEY) || "";

/** @param {string} name "" for all */
export const chooseChannel = (name) => void openStore("sessionStorage").set(KEY, name);
