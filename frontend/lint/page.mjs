/**
 * The page that checks any text: the verdict, the box, the draft with its faults marked, and for each what can be said
 * instead. Nothing that is typed leaves the page.
 */

import { copier } from "../base/copy.mjs";
import { h } from "../base/dom.mjs";
import { config, say } from "../base/page.mjs";
import { openIn } from "../case/fill.mjs";
import { detector } from "./detector.mjs";
import { byGravity, judge, mended, mendOf, SEVERITIES, sliced } from "./verdict.mjs";

const PAUSE = 250; // ms without typing before the text is checked: a half-typed word is no find
const LAWS = 3; // articles shown at once where there are many
const STEP = 30; // finds shown at once: what a phone can show, and a reader can read

/** @typedef {import("./verdict.mjs").Hit} Hit @typedef {Record<string, string>} Words */

/** @param {HTMLElement} place @param {Words} w @param {import("./verdict.mjs").RedLines} red */
export function start(place, w, red) {
  const found = detector(red);
  const box = h("textarea", { id: "kb-lint-text", rows: 6, spellcheck: false, "aria-describedby": "kb-lint-note" });
  const status = h("p", { className: "kb-lint__status", role: "status" });
  const result = h("div", { className: "kb-lint__result" });
  const button = (/** @type {string} */ label, /** @type {() => void} */ onclick) =>
    h("button", { type: "button", className: "kb-button", onclick }, label);
  const clear = button(w.clear, () => put(""));
  const tools = h(
    "div",
    { className: "kb-lint__line" },
    "readText" in (navigator.clipboard || {}) && button(w.paste, paste),
    button(w.example, () => put(w.sample)),
    clear,
  );
  const label = h("label", { for: "kb-lint-text" }, w.label);
  place.replaceChildren(
    h("div", { className: "kb-lint__top" }, label, status),
    box,
    tools,
    h("p", { id: "kb-lint-note" }, w.stays),
    result,
  );
  clear.hidden = true;
  let asked = 0;
  let most = STEP;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(anew, PAUSE);
  });
  // On a phone the keyboard leaves little room: the verdict and the box go to the top.
  box.addEventListener(
    "focus",
    () => matchMedia("(pointer: coarse)").matches && place.scrollIntoView({ block: "start" }),
  );

  void sliced(found.prepare(), () => false);

  async function paste() {
    try {
      put(await navigator.clipboard.readText());
    } catch {
      box.focus(); // the browser did not allow it; people can paste there
    }
  }

  /** @param {string} text */
  function put(text) {
    box.value = text;
    box.focus();
    void anew();
  }

  /** Another text: the first finds. */
  function anew() {
    most = STEP;
    return show();
  }

  async function show() {
    clearTimeout(timer);
    const [text, turn] = [box.value, ++asked];
    const verdict = await judge(found, red.texts, text, () => turn !== asked);
    if (!verdict || turn !== asked) return;
    const { hits, missing } = verdict;
    clear.hidden = !text;
    status.textContent = text.trim() ? told(hits, w) : "";
    status.className = `kb-lint__status kb-lint__status--${hits.length ? byGravity(hits)[0].find.severity : "clean"}`;
    const shown = byGravity(hits).slice(0, most);
    result.replaceChildren(
      ...(hits.length ? [draft(text, shown, w), whole(text, hits, w)] : []),
      h("ol", { className: "kb-lint__finds" }, ...shown.map((hit, at) => card(text, hit, at, w, replace))),
      ...(hits.length > most ? [rest(hits.length)] : []),
      ...(text.trim() && missing.length
        ? [
            lacking(
              missing.map((at) => red.lacking[at]),
              w,
            ),
          ]
        : []),
    );
  }

  /** How many finds are not shown, and the way to more of them. @param {number} all */
  function rest(all) {
    const next = button(say(w.next, { count: Math.min(STEP, all - most) }), () => {
      most += STEP;
      void show();
    });
    return h("p", { className: "kb-lint__rest" }, say(w.more, { count: all - most }), " ", next);
  }

  /** @param {import("./verdict.mjs").Mend} mend */
  function replace({ begin, end, instead }) {
    box.setRangeText(instead, begin, end, "select");
    box.focus();
    void show();
  }
}

/** The verdict in one line, the gravest first. @param {Hit[]} hits @param {Words} w */
function told(hits, w) {
  if (!hits.length) return w.clean;
  const counts = SEVERITIES.map((severity) => [severity, hits.filter(({ find }) => find.severity === severity).length]);
  const said = counts
    .filter(([, count]) => count)
    .map(([severity, count]) => say(w.count, { severity: w[severity], count }));
  return say(w.summary, { found: said.join(w.between) });
}

/** The draft itself: each sentence with a fault is marked, and leads to what is told of it. @param {string} text @param {Hit[]} shown @param {Words} w */
function draft(text, shown, w) {
  /** @type {(string | Node)[]} */
  const parts = [];
  let at = 0;
  const order = shown.map((hit, index) => ({ ...hit, index })).sort((one, other) => one.span[0] - other.span[0]);
  for (const { find, span, told, index } of order) {
    const [begin, end] = span;
    if (begin < at) continue; // the gravest fault of a sentence marks it
    parts.push(
      text.slice(at, begin),
      h(
        "a",
        { href: `#kb-find-${index}`, className: `kb-lint__mark kb-rule--${find.severity}`, title: told.title },
        h("mark", {}, text.slice(begin, end)),
      ),
    );
    at = end;
  }
  return h(
    "div",
    { className: "kb-lint__draft" },
    h("p", { className: "kb-label" }, w.draft),
    h("p", { className: "kb-lint__text" }, ...parts, text.slice(at)),
  );
}

/** The draft with all mends: to be copied. @param {string} text @param {Hit[]} hits @param {Words} w */
function whole(text, hits, w) {
  const status = h("span", { role: "status" });
  const filled = () => {
    const mend = mended(text, hits);
    return { text: mend, missing: openIn(mend) };
  };
  return h("div", { className: "kb-tools kb-lint__whole" }, copier({ label: w.copy_all, filled, status }), status);
}

/** @param {string} text @param {Hit} hit @param {number} at @param {Words} w @param {(mend: import("./verdict.mjs").Mend) => void} replace */
function card(text, hit, at, w, replace) {
  const { find, told: rule, span, line } = hit;
  const [from, to] = [Math.max(find.begin, span[0]), Math.min(find.end, span[1])];
  const sentence = [text.slice(span[0], from), h("mark", {}, text.slice(from, to)), text.slice(to, span[1])];
  const mend = mendOf(text, hit);
  const apply =
    mend &&
    h(
      "button",
      { type: "button", className: "kb-button", onclick: () => replace(mend) },
      mend.instead ? w.replace : w.remove,
    );
  return h(
    "li",
    { id: `kb-find-${at}`, className: `kb-lint__find kb-rule--${find.severity}` },
    h("h2", {}, rule.title, " ", h("span", { className: "kb-hit__code" }, say(w.line, { line, rule: find.rule }))),
    h(
      "div",
      { className: "kb-lint__pair" },
      h(
        "div",
        { className: "kb-lint__bad" },
        h("p", { className: "kb-label" }, w[find.severity]),
        h("p", {}, ...sentence),
      ),
      h(
        "div",
        { className: "kb-lint__good" },
        h("p", { className: "kb-label" }, w.good),
        h("p", {}, mend?.instead || rule.suggest),
        apply,
        quoted(rule.suggest, w),
      ),
    ),
    h("p", {}, rule.why),
    lawOf(rule.law, w),
  );
}

/** The articles, the first of them open. @param {[string, string][]} law @param {Words} w */
function lawOf(law, w) {
  const links = (/** @type {[string, string][]} */ some) =>
    h("ul", {}, ...some.map(([name, href]) => h("li", {}, h("a", { href: config().root + href }, name))));
  const first = law.length > LAWS + 1 ? LAWS : law.length;
  const more = law.slice(first);
  const folded =
    more.length > 0 && h("details", {}, h("summary", {}, say(w.more_law, { count: more.length })), links(more));
  return law.length > 0 && h("div", { className: "kb-lint__law" }, links(law.slice(0, first)), folded);
}

/** A button for what stands in quotes: the rest is advice, and nothing to send. @param {string} suggest @param {Words} w */
function quoted(suggest, w) {
  const text = [...suggest.matchAll(/“([^”]+)”/g)].map((match) => match[1]).join("\n");
  if (!text) return null;
  const status = h("span", { role: "status" });
  const missing = openIn(text);
  return h(
    "div",
    { className: "kb-tools" },
    copier({ label: w.copy, filled: () => ({ text, missing }), status }),
    status,
  );
}

/** What a lawful notice of this kind has and this one has not. @param {[string, string][]} parts @param {Words} w */
function lacking(parts, w) {
  return h(
    "div",
    { className: "kb-lint__missing" },
    h("h2", {}, w.missing),
    h("ul", {}, ...parts.map(([title, words]) => h("li", {}, h("strong", {}, title), h("br"), words))),
  );
}
