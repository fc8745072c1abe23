/** A whole script as one text, for one channel or for all. */

/**
 * A whole script as text: the steps' titles and words, of one channel where a step has it.
 * @param {{ title: string, versions: { channel: string, text: string }[] }[]} steps
 * @param {string} channel "" for all
 */
export function whole(steps, channel) {
  return steps
    .map(({ title, versions }, index) => {
      const said = chosen(versions, channel).map((version) => {
        return version.channel && version.channel !== channel ? `[${version.channel}] ${version.text}` : version.text;
      });
      return `${index + 1}. ${title}\n${said.join("\n")}`;
    })
    .join("\n\n");
}

/**
 * The versions to show for a channel: its own if there is one, else all of them.
 * @template {{ channel: string }} T
 * @param {T[]} versions
 * @param {string} channel
 * @returns {T[]}
 */
export function chosen(versions, channel) {
  const own = versions.filter((version) => version.channel === channel);
  return channel && own.length ? own : versions;
}
