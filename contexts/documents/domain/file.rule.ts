import { endingOf, type FileKind, isImage } from './words.ts';

/** A SHA-256 as it stands in an address: 64 hexadecimal digits in lower case, and nothing else. */
export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
const starts = (bytes: Uint8Array, ...head: number[]): boolean => head.every((byte, i) => bytes[i] === byte);

/** What a file is by its first bytes (16 are enough): a kind that is taken, `heic`, or null. Its name and header prove nothing. */
export function kindOf(head: Uint8Array): FileKind | 'heic' | null {
  if (starts(head, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return 'image/webp';
  if (ascii(head, 0, 5) === '%PDF-') return 'application/pdf';
  if (ascii(head, 4, 8) === 'ftyp' && /^(heic|heix|hevc|heim|heis|mif1|msf1)$/.test(ascii(head, 8, 12))) return 'heic';
  return null;
}

const page = /<(script|!doctype\s|html[\s>]|iframe|foreignobject)/i;

/** True when a page or script is hidden in what calls itself a picture: a file that is two things at once is none of ours. */
export const holdsPage = (latin1: string): boolean => page.test(latin1);

const imageEnding = /\.(jpe?g|jfif|png|webp|heic|heif|bmp|gif)$/i;

/** Whether the name's ending fits what the file is. Phones mix up the endings of pictures; a page or a program is never a picture. */
export function fitsName(name: string, kind: FileKind): boolean {
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0];
  if (!ending) return true;
  return isImage(kind) ? imageEnding.test(ending) : /^\.pdf$/i.test(ending);
}

/**
 * A file name to be shown and offered, from what a device sent (percent-encoded): no folders, no control or direction marks, at most 120
 * characters. It never names anything on disk.
 */
export function shownName(header: string | undefined, kind: FileKind): string {
  let text = header ?? '';
  try {
    text = decodeURIComponent(text);
  } catch {
    text = '';
  }
  const last =
    text
      .normalize('NFC')
      .split(/[\\/＼／]/)
      .at(-1) ?? '';
  const clean = last
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '')
    .replace(/^\.+/, '')
    .trim();
  const letters = [...clean];
  return letters.length === 0 ? `附件.${endingOf[kind]}` : letters.length <= 120 ? clean : letters.slice(-120).join('');
}

/** Content-Disposition of a download by RFC 6266: an ASCII name for the old, the true one for the others. */
export function attachment(name: string, kind: FileKind): string {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="file.${endingOf[kind]}"; filename*=UTF-8''${encoded}`;
}
