import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { firstOf, isRefused, wellFormed } from '#kernel';
import { parsed } from './places.ts';
import { unfitTexts } from './texts.ts';

const schema = z.strictObject({
  place: z.string().max(5).meta({ title: '部位' }),
  notes: z.array(z.strictObject({ text: z.string().meta({ title: '说明' }) })).optional(),
  words: z.record(z.string(), z.string()).optional(),
});
const refused = (given: unknown) => {
  const result = parsed(schema, given);
  return isRefused(result) ? result.refused : null;
};

describe('a text at the door', () => {
  test.each([
    ['the first half of a pair', '井\ud800口', 2, 'U+D800', '半个字符'],
    ['the second half', '\udc00', 1, 'U+DC00', '半个字符'],
    ['halves in the wrong order', '\udc00\ud800', 1, 'U+DC00', '半个字符'],
    ['NUL', '😀\u0000', 2, 'U+0000', '空字符'],
    ['right to left override', 'a\u202eb', 2, 'U+202E', '方向控制符'],
    ['isolate', '\u2066甲', 1, 'U+2066', '方向控制符'],
    ['mark', '甲\u200e', 2, 'U+200E', '方向控制符'],
    ['Arabic letter mark', '\u061c', 1, 'U+061C', '方向控制符'],
  ])('%s is refused by the name of the field, the place and the code', (_, text, at, code, why) => {
    const no = refused({ place: text })!;
    expect(no.code).toBe('INVALID');
    expect(no.places).toEqual([
      {
        place: 'place',
        value: `第 ${at} 个字符 ${code}`,
        allowed: expect.stringContaining('不含空字符'),
        message: expect.stringMatching(new RegExp(`^部位：第 ${at} 个字符.*${why}`)),
      },
    ]);
    expect(JSON.stringify(no)).not.toMatch(/\\u[0-9a-f]{4}/);
  });

  test.each(['井口', '😀👨‍👩', '𠮷野家', 'a\tb\n', '\u200b零宽', 'é', '\ufffd'])('%j is taken', (text) => {
    expect(refused({ place: text })).toBe(null);
  });

  test('lengths are counted in characters, not in halves', () => {
    expect(refused({ place: '𠮷'.repeat(5) })).toBe(null);
    expect(refused({ place: '𠮷'.repeat(6) })!.places![0]!.message).toContain('最多 5 个字');
  });

  test('however deep, in lists, in names of items, and before the schema', () => {
    expect(refused({ place: 'x', notes: [{ text: 'x' }, { text: '\ud800' }] })!.places).toMatchObject([
      { place: 'notes.1.text', message: expect.stringMatching(/^说明：/) },
    ]);
    expect(refused({ place: 'x', words: { 'a\u0000': 'b' } })!.places).toMatchObject([
      { place: 'words', message: expect.stringMatching(/^填写项的名称：/) },
    ]);
    expect(refused({ unknown: ['\ud800', '\u0000'] })!.places).toHaveLength(2);
    for (const key of ['toString', 'valueOf', 'constructor', 'hasOwnProperty'])
      expect(refused({ place: 'x', words: { [key]: 'b' } })!.places).toMatchObject([{ place: key }]);
    let deep: unknown = '\ud800';
    for (let i = 0; i < 200_000; i++) deep = [deep];
    expect(unfitTexts(deep)).toHaveLength(1);
    expect(unfitTexts(Array.from({ length: 1000 }, () => '\u0000'))).toHaveLength(20);
    expect(unfitTexts(Buffer.from('\u0000'))).toEqual([]);
  });
});

test('a text is cut between characters, never within one', () => {
  expect(firstOf('甲𠮷乙', 2)).toBe('甲𠮷');
  expect(firstOf(`${'a'.repeat(39)}😀b`, 40)).toBe(`${'a'.repeat(39)}😀`);
  expect(firstOf('short', 40)).toBe('short');
  expect(wellFormed('a\ud800😀\udc00')).toBe('a\ufffd😀\ufffd');
});
