/** Copying text in every browser, on plain http and from file:// too; how many SMS a text makes. */

/**
 * Copy through the async clipboard, which needs https, else through execCommand.
 * @param {string} text
 * @returns {Promise<boolean>} false when the browser allows neither: select the text then (see offer)
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
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
export function offer(place, text, label) {
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
export function withdraw(place) {
  place.querySelector(".kb-offer")?.remove();
}

// Characters that fit the 7-bit alphabet of 3GPP TS 23.038, and those that take two places in it.
const BASIC = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà^{}\\[~\]|€]*$/;
const DOUBLE = /[\^{}\\[~\]|€]/g;

/**
 * How many SMS a text makes: 70 characters in one, 67 in each of several; 160 and 153 for plain Latin text.
 * @param {string} text
 */
export function smsParts(text) {
  const latin = BASIC.test(text);
  const size = text.length + (latin ? (text.match(DOUBLE) || []).length : 0);
  const [one, each] = latin ? [160, 153] : [70, 67];
  return size <= one ? 1 : Math.ceil(size / each);
}

/**
 * Characters as people count them: an emoji or a rare character is one, a line break is none.
 * @param {string} text
 */
export function characters(text) {
  return [...text.replace(/\s*\n/g, "")].length;
}
