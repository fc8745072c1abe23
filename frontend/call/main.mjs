/** What <kb-call> loads when it is opened: the guided call, given like any other data. */

import { guide } from "./view.mjs";

/** @type {any} */ (window).huashuData("assets/javascripts/call.js", guide);
