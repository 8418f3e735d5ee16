import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, idSource } from '#kernel';
import { gramsOf, haystackOf, hazardNumber, isOverdue, overdueDays, overdueWorkdays } from './hazard.rule.ts';
import { clockStates, type HazardState, openStates, stateWords } from './words.ts';

/** Ids as phones mint them, from a fixed seed. */
function ids(seed: number, step: number): () => string {
  let s = seed;
  let now = Date.parse('2022-03-01T00:00:00Z');
  const byte = () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    return s >>> 24;
  };
  return idSource(
    () => {
      now += step;
      return now;
    },
    (bytes) => bytes.map(byte),
  );
}

describe('overdue', () => {
  const h = (state: HazardState, dueOn: string | null) => ({ state, dueOn });

  test('the due day itself is in time, the next is one day late', () => {
    expect(isOverdue(h('assigned', '2022-06-30'), '2022-06-30')).toBe(false);
    expect(overdueDays(h('assigned', '2022-06-30'), '2022-06-30')).toBe(0);
    expect(isOverdue(h('assigned', '2022-06-30'), '2022-07-01')).toBe(true);
    expect(overdueDays(h('assigned', '2022-06-30'), '2022-07-01')).toBe(1);
    expect(overdueDays(h('assigned', '2022-06-30'), '2023-06-30')).toBe(365);
    expect(overdueDays(h('assigned', '2024-02-28'), '2024-03-01')).toBe(2);
  });

  test('only while the enterprise’s clock runs, and never without a due day', () => {
    for (const state of Object.keys(stateWords) as HazardState[]) {
      expect(isOverdue(h(state, '2022-01-01'), '2022-06-30'), state).toBe(clockStates.includes(state));
    }
    expect(isOverdue(h('assigned', null), '2022-06-30')).toBe(false);
    expect(openStates).not.toContain('closed');
    expect([...openStates, 'closed'].sort()).toEqual(Object.keys(stateWords).sort());
  });

  test.each([
    // 2022-06-30 is a Thursday; 07-01 a Friday, 07-02 and 03 a weekend, 07-04 a Monday.
    ['2022-06-30', '2022-06-30', null],
    ['2022-06-30', '2022-07-01', 1],
    ['2022-06-30', '2022-07-03', 1],
    ['2022-06-30', '2022-07-04', 2],
    // Due on Friday: the weekend is late and no working day.
    ['2022-07-01', '2022-07-02', 0],
    ['2022-07-01', '2022-07-04', 1],
    // A holiday on the Monday is none, a make-up Saturday is one.
    ['2022-07-08', '2022-07-11', 0],
    ['2022-07-15', '2022-07-16', 1],
  ])('in working days: due %s, on %s it is %s', (due, today, expected) => {
    const calendar = {
      from: '2022-01-01' as Day,
      to: '2022-12-31' as Day,
      holidays: new Set(['2022-07-11' as Day]),
      makeUpDays: new Set(['2022-07-16' as Day]),
    };
    expect(overdueWorkdays(h('assigned', due), today, calendar)).toBe(expected);
    expect(overdueWorkdays(h('rectified', due), today, calendar)).toBeNull();
  });

  test('days past due are the days between', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), (late) => {
        const due = '2022-06-30' as Day;
        const row = h('assigned', due);
        expect(overdueDays(row, addDays(due, late))).toBe(Math.max(0, late));
        expect(isOverdue(row, addDays(due, late))).toBe(late > 0);
      }),
    );
  });
});

describe('the number people say', () => {
  test('is of one shape, without letters that are mistaken for digits', () => {
    const next = ids(1, 7);
    for (let i = 0; i < 1000; i++)
      expect(hazardNumber(next(), '2022-03-14')).toMatch(/^YH220314-[0-9A-HJKMNP-TV-Z]{7}$/);
  });

  test('is the same on the phone and on the server', () => {
    expect(hazardNumber('018f2c4e-7b1a-7abc-8def-0123456789ab', '2022-03-14')).toBe('YH220314-D2PF2DB');
    expect(hazardNumber('018F2C4E-7B1A-7ABC-8DEF-0123456789AB', '2022-03-14')).toBe('YH220314-D2PF2DB');
  });

  test('100,000 ids of a hundred days have 100,000 numbers', () => {
    const next = ids(20220314, 86);
    const seen = new Set<string>();
    for (let i = 0; i < 100_000; i++) seen.add(hazardNumber(next(), addDays('2022-03-01' as Day, i % 100)));
    expect(seen.size).toBe(100_000);
  });

  test('ids minted within one millisecond differ as well', () => {
    const next = ids(5, 0);
    const seen = new Set(Array.from({ length: 20_000 }, () => hazardNumber(next(), '2022-03-14')));
    expect(seen.size).toBe(20_000);
  });
});

describe('two-character words', () => {
  test('each once, lower case, never across a space', () => {
    expect(gramsOf('粉尘 粉尘清')).toEqual(['粉尘', '尘清']);
    expect(gramsOf('A区b')).toEqual(['a区', '区b']);
    expect(gramsOf('一')).toEqual([]);
    expect(gramsOf('𠮷野家')).toEqual(['𠮷野', '野家']);
  });

  test('a text holds a two-character word exactly when its words hold it: the lookup finds what a scan finds', () => {
    const char = fc.constantFrom(...'粉尘电气Ab1%_\\\\-，。（）"Φ𠮷 ');
    const text = fc.array(char, { maxLength: 30 }).map((list) => list.join(''));
    const word = fc.tuple(char, char).map((pair) => pair.join('').toLowerCase());
    fc.assert(
      fc.property(text, word, (haystack, two) => {
        fc.pre(two.trim() === two && [...two].length === 2);
        expect(gramsOf(haystack).includes(two)).toBe(haystack.toLowerCase().includes(two));
      }),
      { numRuns: 3000 },
    );
  });

  test('the searched text is number, enterprise, description and place in lower case', () => {
    expect(
      haystackOf({ number: 'YH220314-7F3KQM2', enterpriseName: '某厂', description: 'Φ20 管', place: 'A 区' }),
    ).toBe('yh220314-7f3kqm2 某厂 φ20 管 a 区');
  });
});
