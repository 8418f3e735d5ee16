import type { Filter, LedgerShape } from '#kernel';
import { Said } from './say.ts';

/** Understands a town as people write it (name, short name, code); answers its code, or throws what is allowed. */
export type TownCode = (text: string) => string;

const keysOf = ({ key, kind }: Filter): string[] => (kind === 'dayRange' ? [`${key}From`, `${key}To`] : [key]);

/** `state 状态（found 已发现、…）`: every filter of a ledger with its values, for help and refusals. */
export function filterWords(shape: Pick<LedgerShape, 'filters'>): string {
  return shape.filters
    .map((filter) => {
      const options = filter.options?.map((o) => `${o.value} ${o.label}`) ?? (filter.kind === 'switch' ? ['1'] : []);
      return `${keysOf(filter).join('/')} ${filter.title}${options.length > 0 ? `（${options.join('、')}）` : ''}`;
    })
    .join('；');
}

/**
 * The filters of `--filter key=value …` as a ledger takes them; a key given twice is a list. Throws Said for a pair without
 * value, a key the ledger does not have, and a town that is none: what is not understood never means "everything".
 */
export function filtersOf(
  shape: Pick<LedgerShape, 'name' | 'filters'>,
  pairs: readonly string[],
  townCode: TownCode,
): Record<string, string | string[]> {
  const given: Record<string, string | string[]> = {};
  for (const pair of pairs) {
    const [, key = pair, value = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    const filter = shape.filters.find((one) => keysOf(one).includes(key));
    if (!filter) throw new Said(`${shape.name} 没有“${key}”这个筛选。可用：${filterWords(shape)}`);
    if (value.trim() === '') throw new Said(`筛选“${pair}”没有写值，应写成 ${key}=值。可用：${filterWords(shape)}`);
    const meant = key === 'town' ? townCode(value) : value;
    const before = given[key];
    if (before === undefined) given[key] = meant;
    else if (filter.kind === 'choices') given[key] = [before, meant].flat();
    else throw new Said(`筛选“${key}”只能写一个值，得到：${[before, meant].flat().join('、')}`);
  }
  return given;
}
