/** Days as people say them, and whether they are over. */

/**
 * Whether a day is over where the reader is: a site that was published grows old by itself.
 * @param {string | null | undefined} day as 2027-11-23; none is never over
 */
export const past = (day) => new Date(`${day}T23:59:59.999`) < new Date();

/**
 * A date in the language of the page.
 * @param {Date} date
 * @param {string} language as in <html lang>
 * @param {Intl.DateTimeFormatOptions} form
 */
export const dated = (date, language, form) =>
  new Intl.DateTimeFormat(language.startsWith("zh") ? "zh-CN" : "en-GB", form).format(date);
