import { type Place, type Refused, refuse } from '#kernel';

/** Half a surrogate pair, NUL, and the marks that turn the direction of what follows (Unicode Bidi_Control). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
const UNFIT = /[\p{Surrogate}\u0000\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** The first character of a text that no field may hold, and where it stands (counted in characters, from 1). */
function unfitIn(text: string): { point: number; at: number } | null {
  const found = UNFIT.exec(text);
  return found && { point: found[0].codePointAt(0)!, at: [...text.slice(0, found.index)].length + 1 };
}

const why = (point: number): string => {
  if (point === 0) return '是空字符（NUL），不能保存';
  if (point >= 0xd800 && point <= 0xdfff) return '是半个字符（编码不完整），不能保存';
  return '是看不见的文字方向控制符，会使前后文字颠倒显示';
};

/** What is wrong with one text, named `title` or by the place it stands at. The text itself is not shown: it may be a password, and would garble the page. */
export function textFault(text: string, place: string, title: string | null): Place | null {
  const found = unfitIn(text);
  if (!found) return null;
  const name = `U+${found.point.toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    place: place.slice(0, 80).replace(new RegExp(UNFIT, 'gu'), '?') || '（整体）',
    value: `第 ${found.at} 个字符 ${name}`,
    allowed: '不含空字符、半个字符和文字方向控制符的文字',
    message: `${title ? `${title}：` : ''}第 ${found.at} 个字符${why(found.point)}，请删去后重新输入`,
  };
}

/** A name that every object answers to: an item of that name makes a value that no code can show. */
const reserved = (key: string): Place => ({
  place: key,
  value: key,
  allowed: '只填接口所列的项',
  message: '填写项的名称：是保留的名称，不能使用',
});

type Path = { key: PropertyKey; up: Path } | null;
function listed(path: Path): PropertyKey[] {
  const keys: PropertyKey[] = [];
  for (let at = path; at; at = at.up) keys.push(at.key);
  return keys.reverse();
}

/**
 * The one rule for every text that comes from outside (文字规则): well-formed UTF-16, no NUL, no marks of direction, no item named as what every object has. Looks at every text and every
 * name of an item, however deep, before any schema does; lengths are the schemas', counted in characters. At most twenty places.
 * @param titleOf the Chinese name of the field at a path
 */
export function unfitTexts(given: unknown, titleOf: (path: PropertyKey[]) => string | null = () => null): Place[] {
  const places: Place[] = [];
  const todo: { value: unknown; path: Path }[] = [{ value: given, path: null }];
  const tell = (text: string, path: Path, title: (keys: PropertyKey[]) => string | null) => {
    if (!UNFIT.test(text)) return;
    const keys = listed(path);
    const fault = textFault(text, keys.map(String).join('.'), title(keys));
    if (fault) places.push(fault);
  };
  // A list of what is still to be looked at instead of a call in a call: a body may be nested deeper than the stack.
  for (let next = todo.pop(); next && places.length < 20; next = todo.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') tell(value, path, titleOf);
    else if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--) todo.push({ value: value[i], path: { key: i, up: path } });
    } else if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value)) {
      for (const [key, one] of Object.entries(value).reverse()) {
        tell(key, path, () => '填写项的名称');
        if (Object.hasOwn(Object.prototype, key)) places.push(reserved(key));
        todo.push({ value: one, path: { key, up: path } });
      }
    }
  }
  return places;
}

/** The refusal of texts that will not do, or null. */
export function refuseTexts(places: Place[]): Refused | null {
  return places.length === 0 ? null : refuse('INVALID', `填写内容有误：${places[0]!.message}`, { places });
}
