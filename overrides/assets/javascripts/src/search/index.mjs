/** The search's elements and keys. */

import { KbResults } from "./kb-results.mjs";
import { KbSearch, shortcut } from "./kb-search.mjs";

/** Define them; called once. */
export function defineSearch() {
  customElements.define("kb-search", KbSearch);
  customElements.define("kb-results", KbResults);
  document.addEventListener("keydown", shortcut);
}
