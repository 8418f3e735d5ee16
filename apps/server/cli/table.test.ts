import { expect, test } from 'vitest';
import { tableText } from './table.ts';

test('columns stand below each other, a Chinese character taking two places', () => {
  expect(
    tableText(
      ['账号', '姓名', '镇'],
      [
        ['admin', '管一舟', ''],
        ['town-lead', 'Li', '南村镇'],
      ],
    ),
  ).toBe(['账号       姓名    镇', 'admin      管一舟', 'town-lead  Li      南村镇'].join('\n'));
  expect(tableText(['账号'], [])).toBe('账号');
});
