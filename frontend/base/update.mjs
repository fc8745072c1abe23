/**
 * What an open page does when the site has been built anew. Its own files are kept for one more build; when one is gone,
 * it says that there is a newer site and opens itself again, unless something typed would be lost. Who comes back to a
 * page after a while is told, too.
 */

import { h } from "./dom.mjs";
import { load, whenMissing } from "./load.mjs";
import { config, words } from "./page.mjs";
import { openStore } from "./store.mjs";

const VERSION = "assets/version.js"; // generator/publishing/names.py
const OPENED = "huashu.opened"; // the version for which this tab was opened again
const AWAY = 60 * 60 * 1000; // ms after which a page is asked about
const READ = 1500; // ms to read why the page opens again, and without typing

let opening = false; // one page misses several files at once

/** Look after the page. */
export function watch() {
  if (!config().version) return; // built by an engine that names nothing by its content
  let asked = Date.now();
  whenMissing(() => look(true));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < AWAY) return;
    asked = Date.now();
    look(false);
  });
}

/** Whether another site stands there now. @param {boolean} missing whether something of this one is gone */
async function look(missing) {
  const version = await load(VERSION, true).catch(() => null);
  if (!version || version === config().version || opening) return;
  const store = openStore("sessionStorage");
  const w = words("update");
  if (store.get(OPENED) === version) return missing && tell(w.copying); // the new site is there in part
  if (!missing || unsaved()) return tell(w.newer);
  opening = true;
  store.set(OPENED, version);
  tell(w.opening);
  let timer = setTimeout(reopen, READ);
  document.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(reopen, READ);
  });
}

/** What is nowhere but on this page: a draft, a call that goes on. */
function unsaved() {
  const texts = /** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll("textarea:not([readonly])"));
  return document.querySelector("dialog[open]") !== null || [...texts].some((text) => text.value);
}

/** The page anew, with what was looked for. */
function reopen() {
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("kb-search input"));
  const query = [...boxes].map((box) => box.value).find(Boolean);
  if (query) history.replaceState({ ...history.state, query }, "");
  location.reload();
}

/** @param {string} text */
function tell(text) {
  const w = words("update");
  document.querySelector(".kb-update")?.remove();
  const button = h("button", { type: "button", className: "kb-button", onclick: reopen }, w.open);
  const bar = h("div", { className: "kb-update", role: "status" }, text, button);
  (document.querySelector("dialog[open]") || document.body).append(bar);
}
