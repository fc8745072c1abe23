/** Copying text in every browser, on plain http and from file:// too. */

import { h } from "./dom.mjs";
import { say, words } from "./page.mjs";

const ANSWER = 1000; // ms within which a clipboard answers; some never do, as in views of other programs

/**
 * Copy through the async clipboard, which needs https, else through execCommand.
 * @param {string} text
 * @returns {Promise<boolean>} false when the browser allows neither: the text is shown selected then
 */
export async function copyText(text) {
  try {
    await Promise.race([
      navigator.clipboard.writeText(text),
      new Promise((_, late) => setTimeout(() => late(new Error("no answer")), ANSWER)),
    ]);
    return true;
  } catch {
    return copySelected(text);
  }
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function copySelected(text) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true; // no keyboard pops up on phones
  area.style.cssText = "position:fixed;top:0;opacity:0";
  (before?.closest("dialog") || document.body).append(area); // what stands outside an open dialog cannot be selected
  area.focus({ preventScroll: true });
  area.setSelectionRange(0, text.length);
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    before?.focus({ preventScroll: true });
  }
}

/**
 * Show a text selected, to be copied by hand.
 * @param {Element} place the text goes at its end; one that stood there before goes
 * @param {string} text
 * @param {string} label
 */
function offer(place, text, label) {
  withdraw(place);
  const area = document.createElement("textarea");
  area.className = "kb-offer";
  area.readOnly = true;
  area.value = text;
  area.rows = Math.min(12, text.split("\n").length + 1);
  area.setAttribute("aria-label", label);
  place.append(area);
  area.focus();
  area.select();
}

/** @param {Element} place */
function withdraw(place) {
  place.querySelector(".kb-offer")?.remove();
}

const TOLD = 4000; // ms that a button speaks of what it did

/**
 * A button that copies, says how it went, and names what is still open. Where the browser copies nothing, the text is
 * shown selected. On a page whose day is over it is grey, and a click says why instead.
 * @param {object} given
 * @param {string} given.label
 * @param {() => { text: string, missing?: string[] }} given.filled the text, and the names of its open blanks
 * @param {string} [given.className]
 * @param {HTMLElement} [given.status] beside the button; without one, the button itself tells for a while
 * @param {boolean} [given.brief] whether the status, too, tells for a while only
 * @param {() => Promise<boolean>} [given.may] asks what has to be asked before; false copies nothing
 * @param {{ textContent: string | null, id?: string } | null} [given.over] why nothing is to be copied, said somewhere on the page or only here
 */
export function copier({ label, filled, className = "kb-button", status, brief, may, over }) {
  const why = over?.textContent || "";
  const button = h(
    "button",
    {
      type: "button",
      className,
      "aria-disabled": Boolean(over),
      "aria-describedby": over?.id,
      title: over?.id ? "" : why,
      onclick: copy,
    },
    label,
  );
  const place = status || button;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  async function copy() {
    if (!over && may && !(await may())) return;
    place.textContent = over ? why : await copied(filled(), /** @type {Element} */ (button.parentElement));
    clearTimeout(timer);
    if (!status || brief) timer = setTimeout(() => (place.textContent = status ? "" : label), TOLD);
  }
  return button;
}

/**
 * Copy, or show the text selected.
 * @param {{ text: string, missing?: string[] }} filled
 * @param {Element} place where a text that cannot be copied is shown
 * @returns {Promise<string>} how it went
 */
async function copied({ text, missing = [] }, place) {
  const w = words("copy");
  withdraw(place);
  if (await copyText(text)) return missing.length ? say(w.copied_open, { names: missing.join(w.comma) }) : w.copied;
  offer(place, text, w.by_hand);
  return w.by_hand;
}
