/** The one style table of every workbook written here (样式表), and the indexes cells use. */

/** Index into cellXfs below. */
export const style = {
  plain: 0,
  header: 1,
  requiredHeader: 2,
  text: 3,
  quoted: 4,
  number: 5,
  day: 6,
  instant: 7,
  longInteger: 8,
  prose: 9,
  title: 10,
  wrong: 11,
} as const;

/** The same cell marked as wrong (标红): its own format on red. */
export const wrongStyle: Readonly<Record<number, number>> = {
  [style.plain]: style.wrong,
  [style.text]: style.wrong + 1,
  [style.quoted]: style.wrong + 2,
  [style.number]: style.wrong,
  [style.day]: style.wrong + 3,
  [style.instant]: style.wrong + 4,
  [style.longInteger]: style.wrong + 5,
  [style.prose]: style.wrong + 1,
};

const xf = (numFmt: number, font: number, fill: number, more = '', inside = '') =>
  `<xf numFmtId="${numFmt}" fontId="${font}" fillId="${fill}" borderId="${fill > 1 ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"${more}${inside ? `>${inside}</xf>` : '/>'}`;

const centred = '<alignment horizontal="center" vertical="center" wrapText="1"/>';
const wrapped = '<alignment vertical="top" wrapText="1"/>';

const font = (size: number, bold: boolean) =>
  `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="宋体"/><charset val="134"/></font>`;
const fill = (rgb: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill></fill>`;
const side = (name: string) => `<${name} style="thin"><color rgb="FFBFBFBF"/></${name}>`;

// Format 49 is text (@), 164 a day, 165 a minute, 1 a whole number.
const cellXfs = [
  xf(0, 0, 0),
  xf(49, 1, 2, ' applyAlignment="1"', centred),
  xf(49, 1, 3, ' applyAlignment="1"', centred),
  xf(49, 0, 0),
  xf(49, 0, 0, ' quotePrefix="1"'),
  xf(0, 0, 0),
  xf(164, 0, 0),
  xf(165, 0, 0),
  xf(1, 0, 0),
  xf(49, 0, 0, ' applyAlignment="1"', wrapped),
  xf(49, 2, 0, ' applyAlignment="1"', wrapped),
  xf(0, 0, 4),
  xf(49, 0, 4),
  xf(49, 0, 4, ' quotePrefix="1"'),
  xf(164, 0, 4),
  xf(165, 0, 4),
  xf(1, 0, 4),
];

export const stylesXml =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>' +
  `<fonts count="3">${font(11, false)}${font(11, true)}${font(14, true)}</fonts>` +
  `<fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('FFE7EEF7')}${fill('FFFFE9C7')}${fill('FFFFC7CE')}</fills>` +
  `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders>` +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="${cellXfs.length}">${cellXfs.join('')}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
