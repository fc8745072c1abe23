/** Keys for the whole page: c copies the words in focus, ? shows the keys. */

import { ask } from "./ask.mjs";
import { words } from "./page.mjs";

/** @param {KeyboardEvent} event */
export function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = /** @type {Element | null} */ (event.target);
  if (target?.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog")) return;
  if (event.key === "c") copyButton(target)?.click();
  else if (event.key === "?") {
    const w = words("keys");
    ask({ title: w.title, yes: w.close, no: "", lines: [w.search, w.walk, w.open, w.copy, w.help] });
  }
}

/**
 * The copy button of the words in focus, else of the first words in sight.
 * @param {Element | null} target
 * @returns {HTMLButtonElement | undefined}
 */
function copyButton(target) {
  const own = target?.closest(".kb-words__version, .kb-item");
  const buttons = /** @type {HTMLButtonElement[]} */ ([
    ...(own?.querySelector("kb-say") || own?.matches(".kb-words__version") ? own : document).querySelectorAll(
      ".kb-words__version .kb-button",
    ),
  ]).filter((button) => button.checkVisibility());
  const inSight = (/** @type {Element} */ button) => {
    const { top, bottom } = /** @type {Element} */ (button.closest(".kb-words__version")).getBoundingClientRect();
    return bottom > 60 && top < innerHeight;
  };
  return own ? buttons[0] : buttons.find(inSight);
}
