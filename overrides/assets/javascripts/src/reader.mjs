/** The elements of the reader's side, apart from the search. */

/** Define them; called once. */
export function defineReader() {}
