import { describe, expect, it } from 'vitest';
import { add, exactText, isRefused, sub } from '#kernel';
import { ask, graded, hair, one, settled, tables } from './testing.ts';

describe('表1～表6', () => {
  it('holds the 85 threshold quantities of table 1, transcribed a second time', () => {
    const own = Array.from({ length: 85 }, (_, i) => tables.substances.find((each) => each.no === i + 1)?.q_t);
    expect(own).toEqual([
      10, 1, 1, 20, 1, 0.3, 10, 5, 1, 5, 20, 5, 20, 1, 1, 1, 10, 20, 20, 1, 20, 20, 100, 1, 1, 75, 20, 20, 20, 0.75,
      0.5, 0.5, 0.5, 5, 5, 1, 1, 1, 10, 50, 50, 50, 5, 50, 200, 1000, 5, 50, 50, 50, 5, 50, 5, 1, 50, 200, 50, 500, 500,
      50, 50, 500, 10, 500, 500, 200, 500, 10, 500, 500, 10, 10, 50, 1, 1, 20, 20, 100, 100, 20, 100, 50, 100, 1, 10,
    ]);
    expect(tables.categories.map((each) => [each.symbol, each.q_t, each.beta])).toEqual([
      ['J1', 5, 4],
      ['J2', 50, 1],
      ['J3', 50, 2],
      ['J4', 50, 2],
      ['J5', 500, 1],
      ['W1.1', 1, 2],
      ['W1.2', 10, 2],
      ['W1.3', 50, 2],
      ['W2', 10, 1.5],
      ['W3', 150, 1],
      ['W4', 50, 1],
      ['W5.1', 10, 1.5],
      ['W5.2', 50, 1],
      ['W5.3', 1000, 1],
      ['W5.4', 5000, 1],
      ['W6.1', 10, 1.5],
      ['W6.2', 50, 1],
      ['W7.1', 10, 1.5],
      ['W7.2', 50, 1],
      ['W8', 50, 1],
      ['W9.1', 50, 1],
      ['W9.2', 200, 1],
      ['W10', 200, 1],
      ['W11', 200, 1],
    ]);
  });

  it('is crossed at every threshold of table 1: a hair below is none, the quantity itself is one', () => {
    for (const each of tables.substances) {
      const below = graded(one(each.id, exactText(sub(each.q_t, hair))));
      expect([each.name, below.result.major, below.result.R, below.result.level]).toEqual([
        each.name,
        false,
        null,
        null,
      ]);
      const named = { substance: each.id, quantity_t: each.q_t };
      const at = ask([settled.includes(each) ? named : { ...named, beta: 1 }]);
      expect(isRefused(at) ? at.refused.message : at.result).toMatchObject({ major: true, S: 1 });
    }
  });

  it('is crossed at every threshold of table 2, with the β of table 4', () => {
    for (const each of tables.categories) {
      const held = (quantity_t: string | number) => [{ category: each.symbol, quantity_t }];
      expect(graded(held(exactText(sub(each.q_t, hair)))).result.major).toBe(false);
      expect(graded(held(each.q_t)).result).toMatchObject({ major: true, S: 1, R: each.beta, alpha: 1 });
      expect(graded(held(each.q_t)).checked).toBe('verified');
    }
  });

  it.each([
    [0, 0.5],
    [1, 1],
    [29, 1],
    [30, 1.2],
    [49, 1.2],
    [50, 1.5],
    [99, 1.5],
    [100, 2],
    [100_000, 2],
  ])('table 5: %d people give α %d', (exposedPeople, alpha) => {
    const { result } = graded(one('氯', 5), { exposedPeople });
    expect(result).toMatchObject({ alpha, R: 4 * alpha });
  });

  it.each([
    ['12.5', 10, '三级'],
    ['62.5', 50, '二级'],
    ['125', 100, '一级'],
  ])('table 6: chlorine %s t gives R = %d exactly, %s; a hair less is one level lower', (quantity, R, level) => {
    expect(graded(one('液氯', quantity)).result).toMatchObject({ R, level });
    const lower = { 三级: '四级', 二级: '三级', 一级: '二级' }[level];
    expect(graded(one('液氯', exactText(sub(quantity, hair)))).result.level).toBe(lower);
    expect(graded(one('液氯', exactText(add(quantity, hair)))).result.level).toBe(level);
  });

  it.each([
    ['一氧化碳', 2],
    ['二氧化硫', 2],
    ['氨', 2],
    ['环氧乙烷', 2],
    ['氯化氢（无水）', 3],
    ['溴甲烷', 3],
    ['氯', 4],
    ['硫化氢', 5],
    ['氟化氢', 5],
    ['二氧化氮', 10],
    ['氰化氢', 10],
    ['碳酰氯', 20],
    ['磷化氢', 20],
    ['异氰酸甲酯', 20],
  ])('table 3: %s has β %d', (name, beta) => {
    const threshold = tables.substances.find((each) => each.name === name)?.q_t ?? 0;
    expect(graded(one(name, threshold)).result.R).toBe(beta);
    expect(graded(one(name, threshold)).checked).toBe('verified');
  });
});
