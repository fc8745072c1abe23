/** What <kb-case> loads when its fields are to be seen, given like any other data. */

import { Panel } from "./panel.mjs";

/** @type {any} */ (window).huashuData("assets/javascripts/panel.js", Panel);
