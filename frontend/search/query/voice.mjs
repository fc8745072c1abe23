/** Who speaks: an owner, whose sentence meets what is heard, or a colleague, whose question asks for other pages. */

/** @typedef {{ voice: Map<string, number>, heard: string, others: string }} Known `voice`: how much a pair of characters says (generator/search/voice.py); `heard`, `others`: what owners say, what is said of them */

const SAID = 2; // how much wording that only one of them uses says
const SURE = 1.5; // from which it is clear who speaks
const OWNER = 1.35; // how much more what others say counts where an owner speaks
const COLLEAGUE = 0.85; // and where a colleague asks

/**
 * Above 0 an owner speaks, below a colleague.
 * @param {Known} core
 * @param {string} text folded
 */
function speaks({ voice, heard, others }, text) {
  const plain = `^${text.replace(/[0-9]/g, "0")}$`;
  const pairs = new Set([...plain].slice(1).map((char, at) => plain[at] + char));
  let sum = new RegExp(heard).test(text) ? SAID : 0;
  if (others && new RegExp(others).test(text)) sum -= SAID;
  for (const pair of pairs) sum += voice.get(pair) || 0;
  return sum;
}

/** @param {Known} core @param {string} text folded */
export const isOwner = (core, text) => speaks(core, text) >= SURE;

/** Whether a colleague may wish to do what is said there, to somebody. @param {Known} core @param {string} text folded */
export const mayWish = (core, text) =>
  Boolean(core.others && new RegExp(core.others).test(text)) || !isOwner(core, text);

/**
 * How much more, or less, what others say counts.
 * @param {Known} core
 * @param {string} text folded
 */
export function voiceOf(core, text) {
  const share = Math.max(-1, Math.min(1, speaks(core, text) / (2 * SURE)));
  return 1 + share * (share > 0 ? OWNER - 1 : 1 - COLLEAGUE);
}
