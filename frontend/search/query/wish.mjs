/**
 * What a colleague wishes to do and must not: judged by the red lines' own rules, those of the page that checks texts.
 * They are read as said of somebody who has not paid; that somebody asks leave for it makes it no better.
 */

import { fold } from "../engine/fold.mjs";
import { mayWish } from "./voice.mjs";

/**
 * @typedef {{ leave: string, begins: string, said_of: string }} Wish `leave`: what asks for leave; `begins`: how a wish begins;
 *   `said_of`: what such a wish is said of, with a {wish}. Regular expressions, but for the last
 * @typedef {(text: string) => { rule: string, severity: string }[]} Finds
 */

const LEAST = 5; // characters, below which somebody names the thing

/**
 * Whether a query may be such a wish, so that the rules are worth having.
 * @param {import("./voice.mjs").Known} core
 * @param {string} query
 */
export function maybe(core, query) {
  const text = fold(query);
  return [...text.matchAll(/[\u3400-\u9fff]/g)].length >= LEAST && !/\s/.test(query.trim()) && mayWish(core, text);
}

/**
 * The rules that forbid it, the first found first.
 * @param {Finds} finds
 * @param {Wish} wish
 * @param {string} query
 */
export function forbiddenIn(finds, { leave, begins, said_of: said }, query) {
  const bare = leave ? query.replace(new RegExp(leave, "g"), "") : query;
  const texts = [query, bare];
  if (said && begins && new RegExp(begins).test(bare)) texts.push(said.replace("{wish}", bare));
  const rules = texts.flatMap((text) => finds(text).filter(({ severity }) => severity === "forbidden"));
  return [...new Set(rules.map(({ rule }) => rule))];
}
