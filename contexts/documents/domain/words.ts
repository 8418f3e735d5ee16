/** What a file is evidence of (用途). */
export const purposeWords = {
  before: '整改前',
  after: '整改后',
  check: '复查',
  other: '其他',
  proof: '证明材料',
} as const;
export type Purpose = keyof typeof purposeWords;

/** Kinds of file that are taken, told by their first bytes. */
export const fileKinds = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type FileKind = (typeof fileKinds)[number];

export const isImage = (kind: FileKind): boolean => kind !== 'application/pdf';
export const endingOf: Readonly<Record<FileKind, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

/**
 * Longest edge in pixels of a photo as a phone sends it, unless its county keeps originals: print of A4 at 220 dpi, and a third of the bytes of a
 * camera's twelve megapixels.
 */
export const PHOTO_EDGE = 2560;
/** Most bytes of one file. */
export const largestBytes = 20 * 1_048_576;
/** Most pixels of one picture, before anything is decoded. */
export const mostPixels = 64_000_000;

/** Why an original is not shown (损坏): evidence is believed only while its hash holds; what was kept long enough is gone by rule. */
export const damageWords = {
  changed: '原件内容已变',
  missing: '原件缺失',
  unreadable: '原件读不出',
  retired: '原件已按保管期限销毁',
} as const;
export type Damage = keyof typeof damageWords;
