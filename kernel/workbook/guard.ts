/**
 * Zip guard (压缩包检查): judges an XLSX from its zip directory before anything is unpacked or parsed. Uploads come from
 * outside, and a 250 KB file may unpack to gigabytes; so the declared figures are checked first, and because they may
 * lie, every byte is counted again while a part is unpacked (unpack.ts).
 */
import * as yauzl from 'yauzl';
import { megabytes, WorkbookRefusal, type WorkbookRefused } from './refusal.ts';
import { leadingBytes, type UnpackBudget, unpack } from './unpack.ts';

/** How large a workbook may be before it is even opened. */
export interface GuardLimits {
  /** Bytes of the file itself. */
  fileBytes: number;
  /** Entries in the zip directory. */
  entries: number;
  /** Bytes of all entries together after unpacking. */
  unpackedBytes: number;
  /** Unpacked ÷ packed of one entry larger than 1 MB. Sheets of ledgers reach 10–60, blank formatted ones about 150. */
  ratio: number;
}

/** 20 MB, 2,000 entries, 100 MiB unpacked. */
export const defaultLimits: GuardLimits = {
  fileBytes: 20 * 1_048_576,
  entries: 2_000,
  unpackedBytes: 100 * 1_048_576,
  ratio: 300,
};

/** One part (部件) of the package, its place in the file already checked. */
export interface Part {
  name: string;
  method: 0 | 8;
  crc: number;
  size: number;
  packed: Uint8Array;
}

/** A package that passed the directory check. Names are looked up without regard to case, as OPC (ECMA-376-2) says. */
export interface Package {
  parts: ReadonlyMap<string, Part>;
  budget: UnpackBudget;
}

const oleMagic = [0xd0, 0xcf, 0x11, 0xe0] as const;
const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, at) => bytes[at] === byte);

/** Refuses what is not a zip at all, saying what it looks like, because a renamed file is the commonest mistake. */
function refuseForeign(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new WorkbookRefusal('EMPTY', '文件是空的（0 字节），请选择填好的 Excel 文件（.xlsx）');
  if (startsWith(bytes, oleMagic)) {
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (head.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
      throw new WorkbookRefusal('ENCRYPTED', '文件设了打开密码，请在 Excel 或 WPS 中去掉密码后再导入');
    }
    throw new WorkbookRefusal(
      'NOT_XLSX',
      '这是旧版 Excel 文件（.xls），只收 .xlsx；请在 Excel 或 WPS 中另存为“Excel 工作簿（*.xlsx）”后再导入',
    );
  }
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) {
    throw new WorkbookRefusal('NOT_XLSX', '这是 PDF 文件，只收 Excel 工作簿（.xlsx）');
  }
  const text = Buffer.from(bytes.subarray(0, 512))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (text.startsWith('<')) {
    const what = /<\?mso-application|urn:schemas-microsoft-com:office:spreadsheet/.test(text)
      ? ' XML 电子表格 2003'
      : /<(html|table|!doctype html)/i.test(text)
        ? '网页（HTML）形式的表格'
        : ' XML 文件';
    throw new WorkbookRefusal(
      'NOT_XLSX',
      `这是${what}，只收 .xlsx 和 CSV；请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（*.xlsx）”后再导入`,
    );
  }
  if (!startsWith(bytes, [0x50, 0x4b])) {
    throw new WorkbookRefusal(
      'NOT_XLSX',
      '这不是 Excel 工作簿，可能是改了扩展名的 CSV 或其他文件；请在 Excel 或 WPS 中另存为“Excel 工作簿（*.xlsx）”后再导入',
    );
  }
}

/** Refusal of a file by its size alone. */
export const tooLarge = (bytes: number, allowed: number): WorkbookRefusal =>
  new WorkbookRefusal('TOO_LARGE', `文件有 ${megabytes(bytes)}，最多允许 ${megabytes(allowed)}`);

/** A zip that is some other document, or lacks the parts every workbook has (ECMA-376-2 §10.1, 2021). */
function refuseIncomplete(names: ReadonlyMap<string, Part>): void {
  const foreign: [string, string][] = [
    ['word/document.xml', '这是 Word 文档（.docx）'],
    ['ppt/presentation.xml', '这是演示文稿（.pptx）'],
    ['xl/workbook.bin', '这是二进制工作簿（.xlsb）'],
    ['content.xml', '这是 OpenDocument 表格（.ods）'],
    ['index/document.iwa', '这是 Numbers 表格'],
  ];
  const advice = '只收 Excel 工作簿（.xlsx）；请另存为或导出为“Excel 工作簿（*.xlsx）”后再导入';
  for (const [name, what] of foreign) if (names.has(name)) throw new WorkbookRefusal('NOT_XLSX', `${what}，${advice}`);
  for (const needed of ['[content_types].xml', 'xl/workbook.xml']) {
    if (!names.has(needed)) {
      const shown = needed === 'xl/workbook.xml' ? needed : '[Content_Types].xml';
      throw new WorkbookRefusal('NOT_XLSX', `这个压缩包不是 Excel 工作簿（缺少 ${shown}），${advice}`);
    }
  }
}

function damaged(name: string): WorkbookRefusal {
  return new WorkbookRefusal('DAMAGED', `文件已损坏（${name} 的位置或长度不对），请重新保存后再导入`);
}

/** Where the entry's bytes lie; the local header must tell the same story as the directory, or it hides another file. */
function locate(bytes: Buffer, entry: yauzl.Entry, name: string): { from: number; to: number; header: number } {
  const header = entry.relativeOffsetOfLocalHeader;
  if (!Number.isSafeInteger(header) || header + 30 > bytes.length || bytes.readUInt32LE(header) !== 0x04034b50) {
    throw damaged(name);
  }
  const nameLength = bytes.readUInt16LE(header + 26);
  const from = header + 30 + nameLength + bytes.readUInt16LE(header + 28);
  const to = from + entry.compressedSize;
  if (!Number.isSafeInteger(to) || to > bytes.length) throw damaged(name);
  const localName = bytes.subarray(header + 30, header + 30 + nameLength);
  const flags = bytes.readUInt16LE(header + 6);
  const packedHere = bytes.readUInt32LE(header + 18);
  const sizeHere = bytes.readUInt32LE(header + 22);
  const known = (flags & 8) === 0 && sizeHere !== 0xffffffff && packedHere !== 0xffffffff;
  if (
    !localName.equals(entry.fileNameRaw) ||
    (known && (packedHere !== entry.compressedSize || sizeHere !== entry.uncompressedSize))
  ) {
    throw new WorkbookRefusal(
      'LYING_SIZE',
      `文件目录与 ${name} 的实际记录不一致，可能被改动过，请用 Excel 或 WPS 重新保存后再导入`,
    );
  }
  return { from, to, header };
}

function checkName(raw: string): string {
  const wrong = yauzl.validateFileName(raw) !== null || raw.includes('\0') || raw === '';
  if (wrong) {
    const shown = raw.replace(/\p{Cc}/gu, '').slice(0, 60);
    throw new WorkbookRefusal('BAD_NAME', `文件内部有不允许的路径“${shown}”（不能是绝对路径，也不能含 ..），不予接收`);
  }
  return raw;
}

/**
 * Checks the directory of an XLSX and returns its parts, still packed.
 * @throws WorkbookRefusal — the file is too large, not a workbook, encrypted, damaged or built to harm.
 */
export async function openPackage(given: Uint8Array, limits: Partial<GuardLimits> = {}): Promise<Package> {
  const allowed = { ...defaultLimits, ...limits };
  if (given.length > allowed.fileBytes) throw tooLarge(given.length, allowed.fileBytes);
  refuseForeign(given);
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  let zip: yauzl.ZipFile;
  try {
    zip = await yauzl.fromBufferPromise(bytes, { decodeStrings: false, validateEntrySizes: true });
  } catch {
    throw new WorkbookRefusal('DAMAGED', '文件不完整或已损坏，打不开，请重新保存或重新上传');
  }
  if (zip.entryCount > allowed.entries) {
    throw new WorkbookRefusal(
      'TOO_MANY_ENTRIES',
      `文件内部有 ${zip.entryCount} 个部件，最多允许 ${allowed.entries} 个`,
    );
  }
  const entries: yauzl.Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch {
    throw new WorkbookRefusal('DAMAGED', '文件目录已损坏，请用 Excel 或 WPS 重新保存后再导入');
  }
  return {
    parts: judge(bytes, entries, allowed),
    budget: { left: allowed.unpackedBytes, allowed: allowed.unpackedBytes },
  };
}

function judge(bytes: Buffer, entries: yauzl.Entry[], allowed: GuardLimits): Map<string, Part> {
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (total > allowed.unpackedBytes) {
    throw new WorkbookRefusal(
      'UNPACKED_TOO_LARGE',
      `文件解压后有 ${megabytes(total)}，最多允许 ${megabytes(allowed.unpackedBytes)}；请删去多余的空白行、空白列和图片后再导入`,
    );
  }
  const parts = new Map<string, Part>();
  const places: { from: number; to: number; name: string }[] = [];
  for (const entry of entries) {
    const raw = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
    const name = checkName(raw);
    if (entry.isEncrypted()) {
      throw new WorkbookRefusal('ENCRYPTED', `文件内的 ${name} 是加密的，请在 Excel 或 WPS 中去掉密码后再导入`);
    }
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
      throw new WorkbookRefusal('DAMAGED', `${name} 用了不支持的压缩方式，请用 Excel 或 WPS 重新保存后再导入`);
    }
    const place = locate(bytes, entry, name);
    places.push({ from: place.header, to: place.to, name });
    if (name.endsWith('/')) continue;
    if (entry.uncompressedSize > 1_048_576 && entry.uncompressedSize > allowed.ratio * entry.compressedSize) {
      const times = Math.round(entry.uncompressedSize / Math.max(1, entry.compressedSize));
      throw new WorkbookRefusal(
        'RATIO',
        `${name} 解压后是原来的 ${times} 倍，最多允许 ${allowed.ratio} 倍，不像正常的表格`,
      );
    }
    const key = name.toLowerCase();
    if (parts.has(key)) throw new WorkbookRefusal('DAMAGED', `文件内有两个同名部件 ${name}，请重新保存后再导入`);
    const packed = bytes.subarray(place.from, place.to);
    const part: Part = {
      name,
      method: entry.compressionMethod,
      crc: entry.crc32,
      size: entry.uncompressedSize,
      packed,
    };
    refuseNested(part);
    parts.set(key, part);
  }
  refuseOverlap(places);
  refuseIncomplete(parts);
  return parts;
}

/** Entries sharing the same packed bytes multiply a small file (the overlapping bomb of D. Fifield, 2019). */
function refuseOverlap(places: { from: number; to: number; name: string }[]): void {
  places.sort((a, b) => a.from - b.from);
  for (let at = 1; at < places.length; at++) {
    const here = places[at];
    const before = places[at - 1];
    if (here && before && here.from < before.to) {
      throw new WorkbookRefusal(
        'LYING_SIZE',
        `文件内的 ${before.name} 与 ${here.name} 占用了同一段内容，不像正常的表格，不予接收`,
      );
    }
  }
}

function refuseNested(part: Part): void {
  const byName = /\.(zip|xlsx|xlsm|xlsb|docx|pptx|7z|rar|gz|jar)$/i.test(part.name);
  const head = leadingBytes(part);
  const byContent = startsWith(head, [0x50, 0x4b, 0x03, 0x04]);
  if (byName || byContent) {
    throw new WorkbookRefusal('NESTED', `文件里还套着另一个压缩文件 ${part.name}，请删去嵌入的文件后再导入`);
  }
}

/**
 * The whole check at once, for a file that is only stored: directory, then every part unpacked and thrown away.
 * @returns null when the file may be taken, otherwise why not.
 */
export async function checkWorkbook(
  bytes: Uint8Array,
  limits: Partial<GuardLimits> = {},
): Promise<WorkbookRefused | null> {
  try {
    const opened = await openPackage(bytes, limits);
    for (const part of opened.parts.values()) {
      for await (const chunk of unpack(part, opened.budget)) if (chunk.length < 0) break;
    }
    return null;
  } catch (error) {
    if (error instanceof WorkbookRefusal) return { code: error.code, message: error.message };
    throw error;
  }
}
