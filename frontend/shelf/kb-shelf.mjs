/** <kb-shelf>: what the reader keeps and looked at last; nothing where there is neither. */

import { h } from "../base/dom.mjs";
import { config, words } from "../base/page.mjs";
import { listed } from "./shelf.mjs";

export class KbShelf extends HTMLElement {
  connectedCallback() {
    this.replaceChildren(...shelf());
  }
}

/** The lists, each under its name. */
export function shelf() {
  const w = words("shelf");
  const favourites = listed("favourites");
  const recent = listed("recent").filter(({ path }) => !favourites.some((one) => one.path === path));
  return /** @type {[string, import("./shelf.mjs").Place[]][]} */ ([
    [w.favourites, favourites],
    [w.recent, recent],
  ]).flatMap(([title, places]) => (places.length ? [list(title, places)] : []));
}

/** @param {string} title @param {import("./shelf.mjs").Place[]} places */
const list = (title, places) =>
  h(
    "section",
    { className: "kb-shelf" },
    h("p", { className: "kb-shelf__title" }, title),
    h("ul", {}, ...places.map((place) => h("li", {}, h("a", { href: config().root + place.path }, place.title)))),
  );
