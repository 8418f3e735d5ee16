/** Width of a text on a terminal: a Chinese character takes two places. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, c) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u.test(
        c,
      )
        ? 2
        : 1),
    0,
  );

/** Rows under their titles, in columns that stand below each other also where the text is Chinese. */
export function tableText(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [titles, ...rows];
  const widths = titles.map((_, at) => Math.max(...lines.map((cells) => widthOf(cells[at] ?? ''))));
  return lines
    .map((cells) =>
      cells
        .map((text, at) => text + ' '.repeat((widths[at] as number) - widthOf(text)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
