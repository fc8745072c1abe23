/**
 * Whether a day is over where the reader is: a site that was published grows old by itself.
 * @param {string | null | undefined} day as 2027-11-23; none is never over
 */
export const past = (day) => new Date(`${day}T23:59:59.999`) < new Date();
