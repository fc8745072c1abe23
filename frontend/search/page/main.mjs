/** What a search loads when it begins: the engine as one function, for a worker or for the page, given like any other data. */

// @ts-expect-error scripts/bundle.mjs gives worker.mjs as one function
import start from "worker:./worker.mjs";

/** @type {any} */ (window).huashuData("assets/javascripts/search.js", start);
