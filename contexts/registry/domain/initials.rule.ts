import { pinyin } from 'pinyin-pro';

/**
 * Pinyin initials (拼音首字母) of a name, for search: 金鑫铸造 → `jxzz`. Letters and digits stay, everything else is dropped. Never throws.
 */
export function initialsOf(name: string): string {
  return pinyin(name.normalize('NFKC'), { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
