/** The elements of the reader's side, apart from the search. */

import { KbBlank } from "./blank.mjs";
import { equipDrawer } from "./drawer.mjs";
import { KbExpiry } from "./expiry.mjs";
import { KbFinder } from "./finder.mjs";
import { KbLint } from "./lint.mjs";
import { KbCase } from "./panel.mjs";
import { KbSay } from "./say.mjs";
import { KbScript } from "./script.mjs";
import { KbProgress, KbRun } from "./ticks.mjs";

/** Define them; called once. */
export function defineReader() {
  const elements = {
    "kb-expiry": KbExpiry, // first: the copy buttons ask it
    "kb-blank": KbBlank,
    "kb-say": KbSay,
    "kb-script": KbScript,
    "kb-case": KbCase,
    "kb-run": KbRun,
    "kb-progress": KbProgress,
    "kb-finder": KbFinder,
    "kb-lint": KbLint,
  };
  for (const [name, element] of Object.entries(elements)) customElements.define(name, element);
  equipDrawer();
}
