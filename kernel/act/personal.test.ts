import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isMasked, marked, markOf, masked, personalOf, seesPlain, shownTo } from './personal.ts';

describe('masked', () => {
  test.each([
    ['13812341234', 'phone', '138****1234'],
    ['138 1234 1234', 'phone', '138****1234'],
    ['+86 13812341234', 'phone', '+86*******1234'],
    ['0356-2000001', 'phone', '035*****0001'],
    ['2000001', 'phone', '*******'],
    ['140521199001011234', 'number', '140521********1234'],
    ['14052119900101123X', 'number', '140521********123X'],
    ['T140521199001011234', 'number', 'T140521********1234'],
    ['140521900101123', 'number', '140521*****1123'],
    ['晋应急证第2022001号', 'number', '晋应急*******01号'],
    ['A-12', 'number', '****'],
  ] as const)('%s as %s is %s', (text, mask, shown) => {
    expect(masked(text, mask)).toBe(shown);
    expect(isMasked(shown)).toBe(true);
    expect(isMasked(text)).toBe(false);
  });
});

test('a column is plain to the roles it names, masked to every other, empty to all', () => {
  const { phone } = personalOf('kettle', {
    phone: { title: '电话', mask: 'phone', plain: ['cook'], opens: ['guest'] },
  });
  expect(phone).toMatchObject({ of: 'kettle', column: 'phone' });
  expect(seesPlain(phone, { role: 'cook' })).toBe(true);
  expect(shownTo(phone, { role: 'cook' }, '13812341234')).toBe('13812341234');
  expect(shownTo(phone, { role: 'guest' }, '13812341234')).toBe('138****1234');
  expect(shownTo(phone, { role: 'system' }, '13812341234')).toBe('138****1234');
  expect(shownTo(phone, { role: 'guest' }, null)).toBeNull();
  const schema = z.object({ phone: marked(z.string().nullable(), phone) });
  expect(markOf(schema.pick({ phone: true }).extend({ more: z.string() }).shape.phone)).toBe(phone);
});
