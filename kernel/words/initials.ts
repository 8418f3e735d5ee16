/** The part of a pinyin dictionary that initials need; it is large, so each side loads it when it first needs it. */
type Pinyin = (
  text: string,
  how: { pattern: 'first'; toneType: 'none'; type: 'array'; nonZh: 'consecutive' },
) => string[];

/**
 * Pinyin initials (拼音首字母) of a name, for search: 金鑫铸造 → `jxzz`. Letters and digits stay, everything else is dropped. Never throws.
 */
export const initialsBy = (pinyin: Pinyin, name: string): string =>
  pinyin(name.normalize('NFKC'), { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
