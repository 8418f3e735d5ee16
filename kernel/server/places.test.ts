import { expect, test } from 'vitest';
import { z } from 'zod';
import { isRefused } from '#kernel';
import { parsed } from './places.ts';

const input = z.strictObject({
  id: z.uuid(),
  name: z.string().trim().min(2).max(5).meta({ title: '姓名' }),
  staff: z.number().int().min(0).max(10).optional(),
  level: z.enum(['general', 'major']).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  list: z
    .array(z.strictObject({ note: z.string().max(3).meta({ title: '说明' }) }))
    .max(2)
    .default([]),
  own: z.string().min(3, '口令至少 3 位').optional(),
  flag: z.boolean().optional(),
  either: z.union([z.string(), z.number()]).optional(),
});
const id = '018f0000-0000-7000-8000-000000000001';
const placesFor = (given: unknown) => {
  const no = parsed(input, given, ['own']);
  if (!isRefused(no)) throw new Error('accepted');
  expect(no.refused.code).toBe('INVALID');
  return no.refused.places ?? [];
};

test.each([
  [{ id, name: '甲' }, 'name', '甲', '姓名：至少 2 个字'],
  [{ id }, 'name', '（空）', '姓名：没有填写'],
  [{ id, name: 7 }, 'name', '7', '姓名：应为文字'],
  [{ id, name: '甲乙丙丁戊己' }, 'name', '甲乙丙丁戊己', '姓名：最多 5 个字'],
  [{ id: '1', name: '甲乙' }, 'id', '1', '应为编号（UUID）'],
  [{ id, name: '甲乙', staff: -1 }, 'staff', '-1', '不小于 0'],
  [{ id, name: '甲乙', staff: 1.5 }, 'staff', '1.5', '应为整数'],
  [{ id, name: '甲乙', staff: 'x' }, 'staff', 'x', '应为数'],
  [{ id, name: '甲乙', level: 'x' }, 'level', 'x', '不在可选范围内'],
  [{ id, name: '甲乙', at: '昨天' }, 'at', '昨天', '应为时刻（ISO 8601，带时区）'],
  [{ id, name: '甲乙', list: [{ note: '一二三四' }] }, 'list.0.note', '一二三四', '说明：最多 3 个字'],
  [{ id, name: '甲乙', list: [{}, {}, {}] }, 'list', '[{},{},{}]', '最多 2 项'],
  [{ id, name: '甲乙', flag: 'yes' }, 'flag', 'yes', '应为是或否'],
  [{ id, name: '甲乙', either: true }, 'either', 'true', '不正确'],
  [{ id, name: '甲乙', nickname: '某' }, 'nickname', '某', '有不认识的填写项'],
  [[], '（整体）', '[]', '应为一组填写项'],
])('%j: at %s stands %s: %s', (given, place, value, message) => {
  expect(placesFor(given)[0]).toMatchObject({ place, value, message });
});

test('a choice names what may be chosen, and no sentence is in English', () => {
  const [level] = placesFor({ id, name: '甲乙', level: 'x' });
  expect(level?.allowed).toBe('general、major');
  for (const given of [
    {},
    [],
    null,
    'x',
    1,
    { id: 1, name: [], staff: {}, level: 1, at: 1, list: 1, own: 1, flag: 1, either: {} },
  ]) {
    for (const { message } of placesFor(given)) expect(message).not.toMatch(/[A-Za-z]{4,}/);
  }
});

test('a secret that is wrong is not shown, and a schema’s own sentence goes first', () => {
  expect(placesFor({ id, name: '甲乙', own: 'ab' })).toEqual([
    { place: 'own', value: '（不显示）', allowed: '口令至少 3 位', message: '口令至少 3 位' },
  ]);
});

test('a long list of faults and a long value stay short', () => {
  const list = Array.from({ length: 50 }, () => ({}));
  expect(placesFor({ id, name: '甲'.repeat(10_000), list }).length).toBeLessThanOrEqual(20);
  expect(String(placesFor({ id, name: '甲'.repeat(10_000) })[0]?.value)).toHaveLength(80);
});
