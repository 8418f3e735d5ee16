import { expect, test } from 'vitest';
import { normalName, plainName } from './person-name.rule.ts';

test.each([
  ['张 三', '张三'],
  ['张\u3000三', '张三'],
  [' 欧阳  某某 ', '欧阳某某'],
  ['阿卜杜热依木•买买提', '阿卜杜热依木·买买提'],
  ['阿卜杜热依木 · 买买提', '阿卜杜热依木·买买提'],
  ['Ｔｏｍ  Ｌｅｅ', 'Tom Lee'],
  ['⾦某', '金某'],
  ['𠮷𬭚', '𠮷𬭚'],
])('%j is kept as %j', (typed, name) => {
  expect(normalName(typed)).toBe(name);
  expect(plainName(typed)).toBe(plainName(name));
});

test('names that differ stay different', () => {
  expect(plainName('张三')).not.toBe(plainName('张山'));
  expect(plainName('Tom Lee')).toBe(plainName('tomlee'));
});
