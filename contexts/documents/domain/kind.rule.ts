/** Kinds of evidence file that are kept, by their first bytes: the extension and the sender's word decide nothing. */
export type FileKind = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';

const starts = (bytes: Uint8Array, at: number, ...expected: number[]): boolean => expected.every((b, i) => bytes[at + i] === b);

/** The kind of a file by its magic bytes, or null when it is none of the kept ones. */
export function kindOf(head: Uint8Array): FileKind | null {
  if (starts(head, 0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(head, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(head, 0, 0x52, 0x49, 0x46, 0x46) && starts(head, 8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  if (starts(head, 0, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf';
  return null;
}

export const allowedKinds = '照片（JPG、PNG、WebP）或 PDF';
