/** Zips and workbooks put together byte by byte for tests, so that they can be wrong in every way a file can be wrong. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Entry {
  name: string;
  data?: Buffer | string;
  /** Bytes already packed, with what the directory shall claim about them. */
  packed?: Buffer;
  size?: number;
  crc?: number;
  stored?: boolean;
  flags?: number;
  /** What the local header claims, when it differs. */
  localName?: string;
  localSize?: number;
  /** Claim the sizes in a zip64 extra field, 32-bit fields all ones. */
  zip64?: boolean;
  /** Use the local header of this earlier entry instead of an own one. */
  sameAs?: number;
}

function zip64Extra(size: number, packed: number): Buffer {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  extra.writeBigUInt64LE(BigInt(packed), 12);
  return extra;
}

export function makeZip(entries: readonly Entry[]): Buffer {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data ?? '');
    const packed = entry.packed ?? (entry.stored ? data : deflateRawSync(data));
    const size = entry.size ?? data.length;
    const crc = entry.crc ?? crc32(data);
    const name = Buffer.from(entry.name);
    const localName = Buffer.from(entry.localName ?? entry.name);
    const method = entry.stored ? 0 : 8;
    const flags = entry.flags ?? 0x800;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(crc, 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(entry.zip64 ? 0xffffffff : (entry.localSize ?? size), 22);
    local.writeUInt16LE(localName.length, 26);
    const at = entry.sameAs === undefined ? offset : (offsets[entry.sameAs] ?? 0);
    offsets.push(at);
    if (entry.sameAs === undefined) {
      body.push(local, localName, packed);
      offset += local.length + localName.length + packed.length;
    }
    const extra = entry.zip64 ? zip64Extra(size, packed.length) : Buffer.alloc(0);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(crc, 16);
    central.writeUInt32LE(entry.zip64 ? 0xffffffff : packed.length, 20);
    central.writeUInt32LE(entry.zip64 ? 0xffffffff : size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt16LE(extra.length, 30);
    central.writeUInt32LE(at, 42);
    directory.push(central, name, extra);
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...body, central, end]);
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface Made {
  /** Inside `<sheetData>`. */
  rows?: string;
  /** Behind `</sheetData>`. */
  after?: string;
  /** The whole sheet part, instead. */
  sheet?: string;
  /** Inside `<sst>`. */
  strings?: string;
  /** numFmts and the numFmtId of each cellXfs entry. */
  formats?: { codes?: Record<number, string>; cells: number[] };
  workbookPr?: string;
  sheets?: { name: string; state?: string; target?: string; rows?: string }[];
  relations?: string;
  /** Further or replacing entries. */
  more?: Entry[];
  /** Names to leave out. */
  without?: string[];
}

const sheetXml = (rows: string, after = '') =>
  `${xml}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${after}</worksheet>`;

export function xlsxEntries(made: Made): Entry[] {
  const sheets = made.sheets ?? [{ name: 'Sheet1' }];
  const listed = sheets.map(
    (sheet, at) =>
      `<sheet name="${sheet.name}" sheetId="${at + 1}"${sheet.state ? ` state="${sheet.state}"` : ''} r:id="rId${at + 1}"/>`,
  );
  const related = sheets.map(
    (sheet, at) =>
      `<Relationship Id="rId${at + 1}" Type="${rel}/worksheet" Target="${sheet.target ?? `worksheets/sheet${at + 1}.xml`}"/>`,
  );
  const codes = Object.entries(made.formats?.codes ?? {}).map(
    ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  );
  const cells = (made.formats?.cells ?? [0]).map((id) => `<xf numFmtId="${id}" xfId="0"/>`);
  const entries: Entry[] = [
    { name: '[Content_Types].xml', data: `${xml}<Types/>` },
    { name: '_rels/.rels', data: `${xml}<Relationships/>` },
    {
      name: 'xl/workbook.xml',
      data: `${xml}<workbook xmlns="${main}" xmlns:r="${rel}">${made.workbookPr ?? ''}<sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${xml}<Relationships>${made.relations ?? related.join('')}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `${xml}<styleSheet><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${cells.join('')}</cellXfs></styleSheet>`,
    },
    ...sheets.map((sheet, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      data: made.sheet && at === 0 ? made.sheet : sheetXml(sheet.rows ?? made.rows ?? '', made.after),
    })),
  ];
  if (made.strings !== undefined)
    entries.push({ name: 'xl/sharedStrings.xml', data: `${xml}<sst xmlns="${main}">${made.strings}</sst>` });
  const replaced = new Set([...(made.more ?? []).map((entry) => entry.name), ...(made.without ?? [])]);
  return [...entries.filter((entry) => !replaced.has(entry.name)), ...(made.more ?? [])];
}

export const makeXlsx = (made: Made): Buffer => makeZip(xlsxEntries(made));

/** `<row>` of inline strings from column A. */
export function textRow(row: number, ...texts: string[]): string {
  const cells = texts.map((text, at) =>
    text === '' ? '' : `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t>${text}</t></is></c>`,
  );
  return `<row r="${row}">${cells.join('')}</row>`;
}
