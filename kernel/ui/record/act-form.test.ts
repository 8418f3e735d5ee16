import { describe, expect, test } from 'vitest';
import { type ActField, emptyFields, sentOf, sortPlaces } from './act-form.ts';

const fields: ActField[] = [
  { place: 'level', title: '级别', kind: 'choice', need: true },
  {
    place: 'criterion',
    title: '判定依据',
    kind: 'choice',
    need: (v) => v.level === 'major',
    show: (v) => v.level === 'major',
  },
  { place: 'note', title: '说明', kind: 'lines' },
  { place: 'photos', title: '照片', kind: 'files', need: true },
];

describe('what is missing is said before the button is pressed', () => {
  test.each([
    [{}, ['级别', '照片']],
    [{ level: 'general', photos: ['a'] }, []],
    [{ level: 'major', photos: [] }, ['判定依据', '照片']],
    [{ level: '  ', photos: ['a'] }, ['级别']],
  ])('%j', (values, missing) => expect(emptyFields(fields, values)).toEqual(missing));
  test('false and 0 are answers', () => {
    const two: ActField[] = [
      { place: 'a', title: 'a', kind: 'switch', need: true },
      { place: 'b', title: 'b', kind: 'number', need: true },
    ];
    expect(emptyFields(two, { a: false, b: 0 })).toEqual([]);
  });
});

test('sent: fixed input, trimmed words, nothing of hidden or empty fields; a secret stays as typed', () => {
  const secret: ActField = { place: 'password', title: '密码', kind: 'secret' };
  const values = { level: 'general', criterion: 'left over', note: ' 好 ', photos: [], password: ' p ' };
  expect(sentOf({ fields: [...fields, secret], given: { id: '1', version: 2 } }, values)).toEqual({
    id: '1',
    version: 2,
    level: 'general',
    note: '好',
    password: ' p ',
  });
});

test('places go to their fields, the rest above', () => {
  const place = (name: string, message: string) => ({ place: name, value: 1, allowed: '', message });
  const sorted = sortPlaces(fields, [
    place('level', '甲'),
    place('photos[1]', '乙'),
    place('photos[2].at', '丙'),
    place('version', '丁'),
  ]);
  expect(sorted.at).toEqual({ level: '甲', photos: '乙；丙' });
  expect(sorted.above.map((one) => one.message)).toEqual(['丁']);
});
