/**
 * A guided call: steps, replies to what is heard, ends, and the way that was walked through them. Nothing here knows
 * of a page.
 */

/**
 * @typedef {Record<string, string>} Say words to say, by channel; "" for every channel
 * @typedef {{ id: string, title: string, say: Say, heard: string[] }} Step `heard`: ids of replies
 * @typedef {{ title: string, page: string, heard: string[], say: Say, avoid: string[], then: string[],
 *   pending?: string, expires?: string }} Reply `then`: BACK, names of ends, ids of replies
 * @typedef {{ title: string, say: Say, note: Say, next: string, leads: [string, string][] }} End
 * @typedef {{ steps: Step[], replies: Record<string, Reply>, ends: Record<string, End>, final: string[] }} Call
 *   `final`: the ends that every step offers
 * @typedef {{ kind: "step" | "reply" | "end", id: string }} Place
 * @typedef {Place[]} Walk the places passed, the first one a step; the last one is where the call stands
 */

/** The way back to the step where something was heard. */
export const BACK = "back";

/**
 * A call that begins.
 * @param {Call} call
 * @param {string} [id] of the step to begin at; the first one where there is no such step
 * @returns {Walk}
 */
export function begin({ steps }, id) {
  const first = steps.find((step) => step.id === id) || steps[0];
  return [{ kind: "step", id: first.id }];
}

/** @param {Walk} walk @returns {Place} */
export const here = (walk) => walk[walk.length - 1];

/**
 * The number of the step where the call is, or where the reply was heard, from 0.
 * @param {Call} call
 * @param {Walk} walk
 */
export function stepAt({ steps }, walk) {
  const passed = walk.filter(({ kind }) => kind === "step");
  return steps.findIndex(({ id }) => id === here(passed).id);
}

/**
 * What is there to choose where the call stands: at a step what may be heard and how it may end, after a reply where
 * it leads on, after an end nothing.
 * @param {Call} call
 * @param {Walk} walk
 * @returns {Place[]}
 */
export function choices(call, walk) {
  const { kind, id } = here(walk);
  if (kind === "end") return [];
  const step = call.steps[stepAt(call, walk)];
  const ways = kind === "step" ? [...step.heard, ...call.final] : call.replies[id].then;
  return [...new Set(ways)].map((way) => placeOf(call, way, step)).filter((place) => place !== null);
}

/**
 * Where a way leads.
 * @param {Call} call
 * @param {string} way
 * @param {Step} step the one that BACK leads to
 * @returns {Place | null} null for a page that does not reply, as a script that a step names
 */
function placeOf({ ends, replies }, way, step) {
  if (way === BACK) return { kind: "step", id: step.id };
  if (ends[way]) return { kind: "end", id: way };
  return replies[way] ? { kind: "reply", id: way } : null;
}

/**
 * The replies that nothing here leads to: people say anything at any time.
 * @param {Call} call
 * @param {Walk} walk
 * @returns {Place[]}
 */
export function others(call, walk) {
  const offered = [here(walk), ...choices(call, walk)].map(({ id }) => id);
  const ids = Object.keys(call.replies).filter((id) => !offered.includes(id));
  return ids.map((id) => ({ kind: "reply", id }));
}

/**
 * The step after this one; none after the last, after an end, and after a reply that does not lead back.
 * @param {Call} call
 * @param {Walk} walk
 * @returns {Place | undefined}
 */
export function next(call, walk) {
  const at = here(walk);
  const goesOn = at.kind === "step" || choices(call, walk).some(({ kind }) => kind === "step");
  const step = goesOn ? call.steps[stepAt(call, walk) + 1] : undefined;
  return step && { kind: "step", id: step.id };
}

/**
 * The walk one place before: at a step the step before it, else what was left for this place.
 * @param {Call} call
 * @param {Walk} walk
 * @returns {Walk | undefined} none at the first step
 */
export function previous(call, walk) {
  if (here(walk).kind !== "step") return back(walk);
  const step = call.steps[stepAt(call, walk) - 1];
  const left = walk[walk.length - 2];
  if (!step || (left?.kind === "step" && left.id === step.id)) return step && back(walk);
  return [...walk, { kind: "step", id: step.id }];
}

/**
 * One place of the walk taken back.
 * @param {Walk} walk
 * @returns {Walk | undefined} none at its beginning
 */
export const back = (walk) => (walk.length > 1 ? walk.slice(0, -1) : undefined);

/**
 * What a place is called.
 * @param {Call} call
 * @param {Place} place
 */
export function titleOf({ steps, replies, ends }, { kind, id }) {
  if (kind === "step") return steps.find((step) => step.id === id)?.title || "";
  return (kind === "reply" ? replies : ends)[id].title;
}

/**
 * Words to say in a channel: its own, else those of every channel, else the first ones.
 * @param {Say} say
 * @param {string} channel
 * @returns {[string, string]} the channel and the text
 */
export function said(say, channel) {
  const [first = ["", ""]] = Object.entries(say);
  const own = [channel, ""].find((name) => say[name]);
  return own === undefined ? first : [own, say[own]];
}

/**
 * A note for the record.
 * @param {Call} call
 * @param {Walk} walk
 * @param {{ when: string, heard: string, comma: string }} lines `when` the first one; `heard` with the gap {heard}
 * @param {(text: string) => string} filled fills blanks
 * @param {string} channel
 * @returns {string} when, who, what was agreed, what was heard
 */
export function record(call, walk, { when, heard, comma }, filled, channel) {
  const at = here(walk);
  const titles = walk.filter(({ kind }) => kind === "reply").map((place) => titleOf(call, place));
  const [, note] = at.kind === "end" ? said(call.ends[at.id].note, channel) : ["", ""];
  const told = titles.length ? heard.replace("{heard}", () => [...new Set(titles)].join(comma)) : "";
  return [when, titleOf(call, at), filled(note).trim(), told].filter(Boolean).join("\n");
}
