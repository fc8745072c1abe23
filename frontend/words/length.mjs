/** How long words to say are: in characters, in SMS. */

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
