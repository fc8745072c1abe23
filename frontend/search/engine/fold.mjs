/** How texts and queries are made comparable: the same steps as generator/search/fold.py (tests/shared/fold.json). */

const PLAIN = /^[a-z0-9\u4e00-\u9fff、。]*$/;
/** @type {Record<string, string>} */
const SAME = { "【": "{", "】": "}", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "—": "-", "–": "-" };
const LATIN = /[a-z0-9]/;

/**
 * Compatibility forms and capitals gone, invisible signs gone; white space only kept between Latin words.
 * @param {string} text
 */
export function fold(text) {
  return PLAIN.test(text) ? text : foldWithPlaces(text).text;
}

/**
 * The same, with the place of every character in the text it came from; one place more at the end.
 * @param {string} text
 */
export function foldWithPlaces(text) {
  let out = "";
  /** @type {number[]} */
  const places = [];
  let gap = false;
  let at = 0;
  for (const char of text) {
    if (char >= "\u4e00" && char <= "\u9fff") {
      out += char;
      places.push(at++);
      gap = false;
      continue;
    }
    for (const part of /[a-z0-9]/.test(char) ? char : char.normalize("NFKC").toLowerCase()) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what Python's isspace() takes for white space
      if (/[\s\x1c-\x1f\x85]/.test(part) && part !== "\ufeff") gap = true;
      else if (!/[\p{Cf}\p{Cc}]/u.test(part)) {
        const sign = SAME[part] || part;
        if (gap && out && LATIN.test(out[out.length - 1]) && LATIN.test(sign)) {
          out += " ";
          places.push(at - 1);
        }
        gap = false;
        out += sign;
        for (let unit = 0; unit < sign.length; unit++) places.push(at);
      }
    }
    at += char.length;
  }
  return { text: out, places: [...places, at] };
}
