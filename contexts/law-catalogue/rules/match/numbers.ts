/** Figures with a unit (数值与单位) in a finding and in a criterion: 12 人 against 超过 9 人. */
export interface Figure {
  value: number;
  unit: string;
  said: string;
}

/** A limit a criterion draws. */
export interface Limit {
  unit: string;
  value: number;
  /** Which side of the limit is the fault. */
  side: 'above' | 'from' | 'below';
  said: string;
}

const digits: Record<string, number> = {
  零: 0,
  半: 0.5,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

function chinese(text: string): number {
  let total = 0;
  let current = 0;
  for (const each of text) {
    const step = each === '十' ? 10 : each === '百' ? 100 : each === '千' ? 1000 : 0;
    if (step > 0) {
      total += (current || 1) * step;
      current = 0;
    } else current = digits[each] ?? 0;
  }
  return total + current;
}

const units: readonly [RegExp, string, number][] = [
  [/^(千帕|kpa)/, '千帕', 1],
  [/^(人|个人|名|来个人|来个工人|个工人|多人|多个人)/, '人', 1],
  [/^(米|m(?![a-z]))/, '米', 1],
  [/^(台)/, '台', 1],
  [/^(%)/, '%', 1],
  [/^(成)/, '%', 10],
  [/^(分钟)/, '分钟', 1],
  [/^(倍)/, '倍', 1],
];
const number = '\\d+(?:\\.\\d+)?|[零半一二两三四五六七八九十百千]+';

/** Figures with a unit of the list, in a text already made normal. */
export function figuresIn(text: string): Figure[] {
  const found: Figure[] = [];
  for (const match of text.matchAll(new RegExp(number, 'g'))) {
    const [raw] = match;
    const rest = text.slice(match.index + raw.length);
    for (const [pattern, unit, times] of units) {
      const word = pattern.exec(rest)?.[0];
      if (word === undefined) continue;
      const value = (/^\d/.test(raw) ? Number(raw) : chinese(raw)) * times;
      found.push({ value, unit, said: raw + word });
      break;
    }
  }
  return found;
}

const above = /(超过|大于|多于|高于)$/;
const below = /(小于|少于|低于|不足|没有达到[^,;。]{0,12}|没有高出[^,;。]{0,12})$/;

/** Limits a criterion draws, in a text already made normal. */
export function limitsIn(text: string): Limit[] {
  return figuresIn(text).flatMap(({ value, unit, said }): Limit[] => {
    const at = text.indexOf(said);
    const before = text.slice(0, at);
    const after = text.slice(at + said.length);
    if (above.test(before)) return [{ unit, value, side: 'above', said: `${above.exec(before)?.[0]}${said}` }];
    if (below.test(before)) return [{ unit, value, side: 'below', said: `${below.exec(before)?.[0]}${said}` }];
    if (/^(及以上|以上)/.test(after)) return [{ unit, value, side: 'from', said: `${said}及以上` }];
    return [];
  });
}

/** Whether a figure lies on the faulty side of a limit. */
export function crosses(figure: Figure, limit: Limit): boolean {
  if (limit.side === 'above') return figure.value > limit.value;
  return limit.side === 'from' ? figure.value >= limit.value : figure.value < limit.value;
}
