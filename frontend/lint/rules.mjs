/** The red lines as they are published: the rules, and in a file of its own what the examples taught. */

const RULES = "assets/data/redlines.js";

/**
 * @param {(path: string) => Promise<any>} load
 * @returns {Promise<import("./verdict.mjs").RedLines & { wishes: import("../search/query/wish.mjs").Wish }>}
 */
export async function redLines(load) {
  const { model, ...rules } = await load(RULES);
  return { ...rules, model: model && (await load(model)) };
}
