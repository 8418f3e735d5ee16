import { createRequire } from 'node:module';
import { initialsBy } from '#kernel';

type Dictionary = typeof import('pinyin-pro');
let dictionary: Dictionary | undefined;
/** The dictionary costs 150 ms and 18 MB: read when the first name is written, not at every start. */
const pinyin: Dictionary['pinyin'] = ((...given: Parameters<Dictionary['pinyin']>) => {
  dictionary ??= createRequire(import.meta.url)('pinyin-pro') as Dictionary;
  return dictionary.pinyin(...given);
}) as Dictionary['pinyin'];

/** Pinyin initials (拼音首字母) of a name, for search: 金鑫铸造 → `jxzz`. */
export const initialsOf = (name: string): string => initialsBy(pinyin, name);
