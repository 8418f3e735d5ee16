/** Finding, comparing and asking: the library's reads and every calculator's form, over the real data. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { day, isRefused } from '#kernel';
import { choicesFor } from './choices.ts';
import { setLaw } from './current.ts';
import { type Calculator, calculators, inputOf, printedAnswer, rowsIn } from './domain/calculators/index.ts';
import { catalogueOf, standingOn } from './domain/catalogue.ts';
import { citedOn, sideBySide } from './domain/editions.rule.ts';
import type { Law } from './domain/law.ts';
import { changesBetween, searchLaw } from './domain/search.rule.ts';
import { loadLaw } from './load.ts';
import { evaluateRule, ruleEntries } from './rules/index.ts';

let law: Law;
beforeAll(() => {
  law = loadLaw(fileURLToPath(new URL('../../law', import.meta.url)));
  setLaw(law);
});
const on = day('2022-03-14');

describe('search', () => {
  const found = (words: string, at = on, all = false) => searchLaw(law, { words, on: at, all, most: 20 }).found;

  test('by article, by words, by a whole sentence', () => {
    expect(found('安全生产法 102').map((each) => each.cite)).toContain('安全生产法（2021）第102条');
    expect(found('听证').some((each) => each.title === '要求听证')).toBe(true);
    expect(found('煤气柜 低压报警').length).toBeGreaterThan(0);
  });

  test('without words what officers work with most, and nothing of how it was typed in', () => {
    const first = found('');
    expect(first.slice(0, 3).map((each) => each.id)).toEqual([
      'work-safety-law-2021',
      'metallurgy-order-2018',
      'trade-criteria-2017',
    ]);
    // The amended law began on 2021-09-01.
    expect(found('', day('2021-08-31')).map((each) => each.id)).not.toContain('work-safety-law-2021');
    for (const each of first) expect(each.text, each.id).not.toMatch(/凭记忆|未见/);
  });

  test('only what is in force that day, unless all is asked', () => {
    for (const each of found('隐患')) expect(each.standing).toBe('in-force');
    for (const each of found('安全生产法（2021）', day('2021-08-31')))
      expect(each.cite).not.toContain('安全生产法（2021）');
    expect(found('安全生产法（2021）', day('2021-08-31'), true).some((each) => each.standing === 'not-yet')).toBe(true);
  });

  test('one kind, and how many of each', () => {
    const { found: some, counts, total } = searchLaw(law, { words: '有限空间', kind: 'penalty', on, most: 2 });
    expect(some.every((each) => each.kind === 'penalty')).toBe(true);
    expect(counts.penalty).toBe(total);
    expect(counts.checklist).toBeGreaterThan(0);
  });
});

test('the law of a day and the changes since are the law of a later day', () => {
  const [from, to] = [day('2021-08-31'), day('2023-05-15')];
  const key = (each: { kind: string; id: string }) => `${each.kind}:${each.id}`;
  const held = new Set(
    catalogueOf(law)
      .filter((each) => standingOn(each, from) === 'in-force')
      .map(key),
  );
  for (const each of changesBetween(law, from, to)) {
    if (each.change === 'began') held.add(key(each));
    else held.delete(key(each));
  }
  const later = catalogueOf(law)
    .filter((each) => standingOn(each, to) === 'in-force')
    .map(key);
  expect([...held].sort()).toEqual([...new Set(later)].sort());
  expect(changesBetween(law, to, to)).toEqual([]);
});

test('editions side by side: article 99 of 2014 stands beside article 102 of 2021', () => {
  const { editions, rows } = sideBySide(law, 'work-safety-law-2021');
  expect(editions.map((each) => each.id)).toEqual(['work-safety-law-2014', 'work-safety-law-2021']);
  const row = rows.find((each) => each.kind === 'penalty' && each.cells[1]?.cite === '安全生产法（2021）第102条');
  expect(row?.cells[0]?.cite).toBe('安全生产法（2014）第99条');
  const ids = rows.flatMap((each) => each.cells.flatMap((cell) => (cell ? [`${each.kind}:${cell.id}`] : [])));
  expect(new Set(ids).size).toBe(ids.length);
});

describe('a cite opens', () => {
  test.each([
    ['安全生产法（2021）第24条第1款', 'work-safety-law-2021', true],
    ['GB 18218-2018 4.2.1', 'gb18218-2018', true],
    ['GB 18218-2018 §4.1.2a', 'gb18218-2018', true],
    ['财企〔2012〕16号', 'expense-rule-2012', false],
  ])('%s', (cite, instrument, clause) => {
    const opened = citedOn(law, cite, on);
    expect(opened.instrument?.id).toBe(instrument);
    expect(opened.clause !== null).toBe(clause);
  });

  test('article 2 is not taken for article 24', () => {
    expect(citedOn(law, '安全生产法（2021）第2条', on).clause?.cite ?? null).not.toBe('安全生产法（2021）第24条');
  });
});

describe('calculators', () => {
  test('every rule of this context has its form', () => {
    const forms = new Set(calculators.map((each) => each.rule));
    expect(
      ruleEntries()
        .map((each) => each.name)
        .filter((name) => !forms.has(name)),
    ).toEqual([]);
  });

  const own = () => {
    const there = new Set(ruleEntries().map((each) => each.name));
    return calculators.filter((each) => there.has(each.rule));
  };

  test('every example is answered, and every line of its answer reads', () => {
    for (const each of own()) {
      const ruling = evaluateRule(
        each.rule,
        inputOf(each, each.example),
        each.rule === 'expense.required' ? '2023-03-14' : '2022-06-14',
      );
      expect(isRefused(ruling) ? `${each.rule}: ${ruling.refused.message}` : '').toBe('');
      if (isRefused(ruling)) continue;
      const lines = printedAnswer(each.answer, ruling.result);
      expect(lines.length).toBeGreaterThan(0);
      for (const { text } of lines) expect(text).not.toMatch(/undefined|\[object/);
    }
  });

  test('what is chosen from a list is a value of that list', () => {
    for (const each of own()) {
      const choices = choicesFor(each.rule, law, on);
      for (const field of each.fields.flatMap((one) => (one.kind === 'rows' ? [] : [one]))) {
        const value = each.example[field.place];
        const options = typeof field.options === 'string' ? choices[field.options] : field.options;
        if (value === undefined || !options) continue;
        expect(options.map((option) => option.value)).toContain(value);
      }
    }
  });

  test('rows, numbers and what is no number', () => {
    const form = calculators.find((each) => each.rule === 'major-hazard.grade') as Calculator;
    const filled = {
      unit: 'storage',
      exposedPeople: '0',
      'held.0.substance': '氨',
      'held.0.quantity_t': '500kg',
      'held.2.substance': '',
    };
    expect(rowsIn('held', filled)).toBe(3);
    expect(inputOf(form, filled)).toEqual({
      unit: 'storage',
      exposedPeople: 0,
      held: [{ substance: '氨', quantity_t: '500kg' }],
    });
  });
});
