/** The reader's side: every custom element of the pages. Each mounts by itself wherever its tag stands. */

import { defineReader } from "./reader.mjs";
import { defineSearch } from "./search/index.mjs";

defineReader();
defineSearch();
