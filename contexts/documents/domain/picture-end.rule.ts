/** Where a picture ends within its bytes: what stands behind may be another file in disguise, or what phones are known to append. */
import type { FileKind } from './words.ts';

const u32 = (b: Uint8Array, at: number): number =>
  ((b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!) >>> 0;
const u32le = (b: Uint8Array, at: number): number =>
  (b[at]! | (b[at + 1]! << 8) | (b[at + 2]! << 16) | (b[at + 3]! << 24)) >>> 0;
const isAt = (b: Uint8Array, at: number, text: string): boolean =>
  at >= 0 && at + text.length <= b.length && [...text].every((c, i) => b[at + i] === c.charCodeAt(0));

/** ISO/IEC 10918-1 B.1.1: segments by their length; after SOS, coded data up to the next marker that is no stuffing and no restart. */
function jpegEnd(b: Uint8Array, from: number): number | null {
  if (b[from] !== 0xff || b[from + 1] !== 0xd8) return null;
  let at = from + 2;
  while (at + 1 < b.length) {
    if (b[at] !== 0xff) {
      // Coded data, or bytes between segments that decoders pass over.
      at += 1;
      continue;
    }
    const marker = b[at + 1]!;
    if (marker === 0xd9) return at + 2;
    if (marker === 0xff) at += 1;
    else if (marker === 0x00 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else {
      if (at + 3 >= b.length) return null;
      at += 2 + ((b[at + 2]! << 8) | b[at + 3]!);
    }
  }
  return null;
}

/** PNG (ISO/IEC 15948) 5.3: chunks by their length, up to IEND. */
function pngEnd(b: Uint8Array): number | null {
  for (let at = 8; at + 12 <= b.length; ) {
    const end = at + 12 + u32(b, at);
    if (isAt(b, at + 4, 'IEND')) return end <= b.length ? end : null;
    at = end;
  }
  return null;
}

/** RIFF: the length said at the beginning, made even. */
function webpEnd(b: Uint8Array): number | null {
  const size = u32le(b, 4);
  const end = 8 + size + (size % 2);
  return end <= b.length ? end : 8 + size === b.length ? b.length : null;
}

/** The boxes of a short film (ISO/IEC 14496-12 4.2) from `from`, up to the last whole one; null where there is no film. */
function filmEnd(b: Uint8Array, from: number): number | null {
  if (!isAt(b, from + 4, 'ftyp')) return null;
  let at = from;
  while (at + 8 <= b.length && /^[a-z0-9 ©]{4}$/i.test(String.fromCharCode(...b.subarray(at + 4, at + 8)))) {
    const size = u32(b, at);
    if (size < 8 || at + size > b.length) break;
    at += size;
  }
  return at > from ? at : null;
}

/** What Samsung's cameras append: blocks, a table `SEFH` of where they stand, its length, `SEFT`. True when it begins at `from` and ends the file. */
function isSamsungTail(b: Uint8Array, from: number): boolean {
  const end = b.length;
  if (end - from < 20 || !isAt(b, end - 4, 'SEFT')) return false;
  const table = end - 8 - u32le(b, end - 8);
  if (table < from || !isAt(b, table, 'SEFH')) return false;
  const count = u32le(b, table + 8);
  if (table + 12 + count * 12 !== end - 8) return false;
  let first = table;
  for (let i = 0; i < count; i += 1) first = Math.min(first, table - u32le(b, table + 12 + i * 12 + 4));
  return first === from;
}

/**
 * How many bytes behind the picture are neither part of it nor what cameras are known to append: filling of zeros, further JPEG pictures
 * (CIPA DC-007, 增益图), a short film (动态照片), Samsung's table. 0 for a clean file and for one whose end is not found: decoding tells that one.
 */
export function strangeTail(bytes: Uint8Array, kind: FileKind): number {
  if (kind === 'application/pdf') return 0;
  let at = kind === 'image/jpeg' ? jpegEnd(bytes, 0) : kind === 'image/png' ? pngEnd(bytes) : webpEnd(bytes);
  while (at !== null && at < bytes.length) {
    const filled: number = at;
    while (at < bytes.length && bytes[at] === 0) at += 1;
    if (at === bytes.length || kind !== 'image/jpeg') return at === bytes.length ? 0 : bytes.length - filled;
    const next: number | null = jpegEnd(bytes, at) ?? filmEnd(bytes, at) ?? filmEnd(bytes, filled);
    if (next === null) return isSamsungTail(bytes, at) || isSamsungTail(bytes, filled) ? 0 : bytes.length - filled;
    at = next;
  }
  return 0;
}
