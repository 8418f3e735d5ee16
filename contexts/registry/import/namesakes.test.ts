import { describe, expect, test } from 'vitest';
import type { Person } from '../subjects.ts';
import { identify, type Named, unanswered } from './namesakes.ts';

const person = (id: string, name: string, phone: string | null) => ({ id, name, phone }) as Person;
const line = (row: number, name: string, phone: string | null): Named => ({ row, name, phone });
const who = (lines: Named[], registered: Person[], said = unanswered) =>
  [...identify(lines, registered, said)]
    .sort(([a], [b]) => a - b)
    .map(([row, found]) => {
      if (found.is === 'person') return `${row} is ${found.person.id}`;
      if (found.is === 'ask') return `${row} asks ${found.among.map((one) => one.id).join()}`;
      return found.is === 'twin'
        ? `${row} again ${found.of}`
        : `${row} new${found.namesake ? ` beside ${found.namesake}` : ''}`;
    });

describe('who a row of people is', () => {
  test.each<[string, Named[], Person[], string[]]>([
    ['nobody of that name', [line(2, '张三', '13900000001')], [person('a', '李四', '13900000001')], ['2 new']],
    [
      'name and telephone, however the register writes them',
      [line(2, '张三', '13900000001')],
      [person('a', '张　三', '139-0000-0001')],
      ['2 is a'],
    ],
    ['a landline', [line(2, '张三', '0356-2061234')], [person('a', '张三', '(0356)2061234')], ['2 is a']],
    ['another telephone', [line(2, '张三', '13900000002')], [person('a', '张三', '13900000001')], ['2 asks a']],
    [
      'another telephone, two of the name',
      [line(2, '张三', '13900000003')],
      [person('a', '张三', '13900000001'), person('b', '张三', '13900000002')],
      ['2 asks a,b'],
    ],
    ['no telephone in the row', [line(2, '张三', null)], [person('a', '张三', '13900000001')], ['2 is a']],
    [
      'no telephone in the row, two of the name',
      [line(2, '张三', null)],
      [person('a', '张三', '1'), person('b', '张三', '2')],
      ['2 asks a,b'],
    ],
    ['no telephone in the register', [line(2, '张三', '13900000001')], [person('a', '张三', null)], ['2 is a']],
    [
      'two in the file, one of them registered',
      [line(2, '张三', '13900000002'), line(3, '张三', '13900000001')],
      [person('a', '张三', '13900000001')],
      ['2 new', '3 is a'],
    ],
    [
      'two in the file, nobody registered',
      [line(2, '张三', '13900000001'), line(3, '张 三', '13900000002')],
      [],
      ['2 new', '3 new beside 2'],
    ],
    [
      'the same twice in the file',
      [line(2, '张三', '13900000001'), line(3, '张三', '13900000001')],
      [],
      ['2 new', '3 again 2'],
    ],
    [
      'registered twice: the first is meant',
      [line(2, '张三', '13900000001')],
      [person('a', '张三', '13900000001'), person('b', '张三', '13900000001')],
      ['2 is a'],
    ],
  ])('%s', (_, lines, registered, expected) => expect(who(lines, registered)).toEqual(expected));

  test('an answer counts: the same, another one; a person of another name is no answer; two rows cannot be one', () => {
    const registered = [person('a', '张三', '13900000001'), person('b', '李四', '13900000009')];
    const lines = [line(2, '张三', '13900000002'), line(3, '张三', '13900000003')];
    const say = (...rows: [number, string | null][]) => ({ rows: new Map(rows), rest: 'wait' as const });
    expect(who(lines, registered, say([2, 'a'], [3, null]))).toEqual(['2 is a', '3 new beside 2']);
    expect(who(lines, registered, say([2, null]))).toEqual(['2 new', '3 asks a']);
    expect(who(lines, registered, say([2, 'b']))).toEqual(['2 asks a', '3 asks a']);
    expect(who(lines, registered, say([2, 'a'], [3, 'a']))).toEqual(['2 is a', '3 again 2']);
  });

  test('one answer for all the others', () => {
    const registered = [person('a', '张三', '1'), person('b', '李四', '2'), person('c', '李四', '3')];
    const lines = [line(2, '张三', '4'), line(3, '李四', '5')];
    expect(who(lines, registered, { rows: new Map(), rest: 'new' })).toEqual(['2 new', '3 new']);
    expect(who(lines, registered, { rows: new Map(), rest: 'same' })).toEqual(['2 is a', '3 asks b,c']);
  });

  test('many of one name do not take long', () => {
    const many = Array.from({ length: 20_000 }, (_, n) => line(n + 2, '张三', `139${String(n).padStart(8, '0')}`));
    const before = process.cpuUsage();
    expect(identify(many, [], unanswered).size).toBe(20_000);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(5_000);
  });
});
