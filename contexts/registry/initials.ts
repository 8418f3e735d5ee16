import { createRequire } from 'node:module';

type Dictionary = typeof import('pinyin-pro');
let dictionary: Dictionary | undefined;
/** The dictionary costs 150 ms and 18 MB: read when the first name is written, not at every start. */
const pinyin: Dictionary['pinyin'] = ((...given: Parameters<Dictionary['pinyin']>) => {
  dictionary ??= createRequire(import.meta.url)('pinyin-pro') as Dictionary;
  return dictionary.pinyin(...given);
}) as Dictionary['pinyin'];

/**
 * Pinyin initials (拼音首字母) of a name, for search: 金鑫铸造 → `jxzz`. Letters and digits stay, everything else is dropped. Never throws.
 */
export function initialsOf(name: string): string {
  return pinyin(name.normalize('NFKC'), { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
