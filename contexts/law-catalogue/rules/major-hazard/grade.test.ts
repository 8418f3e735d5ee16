import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, addDays, compare, day, div, eachMonth, exact, exactText, isRefused, mul } from '#kernel';
import type { HeldGiven } from './held.ts';
import { majorHazardGrade } from './rule.ts';
import { ask, graded, one, refused, settled, tables } from './testing.ts';

describe('重大危险源辨识与分级', () => {
  it('grades an ammonia store on 2022-03-14 line by line', () => {
    const { result, workings, cites, checked } = graded(one('液氨', 60), { exposedPeople: 60 });
    expect(result).toEqual({ major: true, S: 6, R: 18, alpha: 1.5, level: '三级' });
    expect(checked).toBe('verified');
    const said = workings.map((each) => each.say);
    expect(said).toContain('氨：临界量 Q = 10 吨（表1 第 1 项）');
    expect(said).toContain('氨：q ÷ Q = 60 ÷ 10 = 6');
    expect(said).toContain('S = 6，不小于 1，构成重大危险源');
    expect(said).toContain('氨：β = 2（表3 列名）');
    expect(said).toContain('厂界外 500 米内常住 60 人（50～99 人）：α = 1.5');
    expect(said).toContain('R = 1.5 ×（2×6）= 18');
    expect(cites).toEqual(
      expect.arrayContaining(['GB 18218-2018 §4.2.1', 'GB 18218-2018 §4.2.2', 'GB 18218-2018 §4.3.2']),
    );
  });

  it('three thirds are one: nothing is rounded, and floats never meet a threshold', () => {
    const thirds = [...one('光气', 0.1), ...one('异氰酸甲酯', 0.25), ...one('三氧化硫', 25)];
    expect(
      graded(thirds.map((each) => ({ ...each, ...(each.substance === '三氧化硫' ? { beta: 1 } : {}) }))).result,
    ).toMatchObject({
      major: true,
      S: 1,
    });
    expect(graded([...one('氟化氢', 0.1), ...one('二氧化氮', 0.2), ...one('磷化氢', 0.7)]).result.S).toBe(1);
    expect(
      graded([...one('氟化氢', 0.1), ...one('二氧化氮', 0.2), ...one('磷化氢', '0.699999999999999999999')]).result
        .major,
    ).toBe(false);
  });

  it('a coal-gas holder: S = 5.2, β 2 by default and 1.5 by setting, never decided alone', () => {
    const holder = one('高炉煤气', 104);
    expect(graded(holder).result).toMatchObject({ S: 5.2, R: 10.4, level: '三级' });
    expect(graded(holder, { settings: { coalGasBeta: 1.5 } }).result).toMatchObject({ R: 7.8, level: '四级' });
    expect(graded(holder).checked).toBe('unverified');
    expect(
      graded(holder)
        .workings.map((each) => each.say)
        .join(),
    ).toContain('按设置“煤气的 β”取（待核实）');
    expect(graded(one('转炉煤气', 19.9)).checked).toBe('verified');
    expect(refused(holder, { settings: { coalGasBeta: 3 } }).message).toBe('煤气的 β 只能取 2、1.5，不能取 3');
    expect(graded(one('一氧化碳', 20)).checked).toBe('verified');
  });

  it('several categories: the least threshold, the largest β by setting or asked for', () => {
    const held: HeldGiven[] = [{ substance: '某混合溶剂', category: ['W5.3', 'W5.1'], quantity_t: 10 }];
    const { result, checked, workings } = graded(held);
    expect(result).toMatchObject({ major: true, S: 1, R: 1.5 });
    expect(checked).toBe('secondary');
    expect(workings.map((each) => each.say).join()).toContain('几个类别取最小的临界量');
    const asked = refused(held, { settings: { severalCategories: 'ask' } });
    expect([asked.code, asked.missing]).toEqual(['INCOMPLETE', ['held.0.beta']]);
    expect(graded([{ ...held[0], quantity_t: 10, beta: 1 }], { settings: { severalCategories: 'ask' } }).result.R).toBe(
      1,
    );
  });

  it('a β nobody settled stops the grading, not the identification', () => {
    expect(graded(one('三氧化硫', 74)).result).toMatchObject({ major: false, level: null });
    expect(refused(one('三氧化硫', 75)).message).toContain(
      '三氧化硫的 β 待定，表3 未列名，请按安全技术说明书给出 category 或 beta',
    );
    expect(refused(one('氟', 1)).message).toContain('J3、W4 未核实，不能代定');
    expect(graded([{ substance: '氟', quantity_t: 1, category: ['J3'] }]).result.R).toBe(2);
  });

  it('mixtures: of the same class as the pure substance, or by their own class', () => {
    expect(graded([{ substance: '汽油', quantity_t: 200, mixture: 'same' }]).result.S).toBe(1);
    const other: HeldGiven = { substance: '汽油', quantity_t: 1000, mixture: 'different', category: 'W5.3' };
    expect(graded([other]).result).toMatchObject({ S: 1, major: true });
    expect(graded([other]).workings.some((each) => each.cite === 'GB 18218-2018 §4.2.3')).toBe(true);
    expect(refused([{ substance: '汽油', quantity_t: 1, mixture: 'different' }]).places?.[0]?.place).toBe(
      'held.0.category',
    );
  });

  it('finds by alias, CAS number, and however brackets and widths are typed', () => {
    for (const name of ['氨', '液氨', '7664-41-7', '７６６４－４１－７', ' 液 氨 '])
      expect(graded(one(name, 10)).result.S).toBe(1);
    for (const name of ['硝酸铵(含可燃物≤0.2%)', '硝酸铵（含可燃物≤0.2%）'])
      expect(graded(one(name, 50)).result.S).toBe(1);
    expect(graded(one('丙烷', 50)).result.S).toBe(1);
  });

  it('diesel: a category from 2023-01-01, asked for before', () => {
    expect(refused(one('柴油', 6000), {}, day('2022-12-31')).message).toContain('闭杯闪点不高于 60 ℃');
    const { result, checked } = graded(one('柴油', 6000), {}, day('2023-01-01'));
    expect([result.S, result.R, checked]).toEqual([1.2, 1.2, 'secondary']);
  });
});

describe('任何一天、任何数量', () => {
  it('answers the same on the first day of every month from the floor to the end of 2027', () => {
    const first = graded(one('氨', 60), { exposedPeople: 60 }).result;
    for (const month of eachMonth(majorHazardGrade.floor, day('2027-12-31'))) {
      expect(graded(one('氨', 60), { exposedPeople: 60 }, month).result).toEqual(first);
    }
    expect(isRefused(ask(one('氨', 60), {}, addDays(majorHazardGrade.floor, -1)))).toBe(true);
  });

  const tonnes = fc.bigInt({ min: 1n, max: 10n ** 12n }).map((n) => exactText(div(n, 10n ** 6n)));
  const held = fc.array(
    fc.record({ substance: fc.constantFrom(...settled.map((each) => each.id)), quantity_t: tonnes }),
    {
      minLength: 1,
      maxLength: 6,
    },
  );

  it('S is the sum of the ratios by plain fractions, in whatever order', () => {
    fc.assert(
      fc.property(held, (given) => {
        const total = given.reduce((sum, each) => {
          const threshold = tables.substances.find(({ id }) => id === each.substance)?.q_t ?? 1;
          return add(sum, div(each.quantity_t, threshold));
        }, exact(0));
        const { result } = graded(given);
        expect(result.S).toBe(total.valueOf());
        expect(result.major).toBe(compare(total, 1) >= 0);
        expect(graded([...given].reverse()).result).toEqual(result);
      }),
      { numRuns: 150 },
    );
  });

  it('more of anything never lowers S, R or the level', () => {
    const rank = (level: string | null) => [null, '四级', '三级', '二级', '一级'].indexOf(level);
    fc.assert(
      fc.property(held, fc.nat({ max: 5 }), (given, at) => {
        const i = at % given.length;
        const more = given.map((each, j) =>
          j === i ? { ...each, quantity_t: exactText(mul(each.quantity_t, 2)) } : each,
        );
        const [less, now] = [graded(given).result, graded(more).result];
        expect(now.S).toBeGreaterThan(less.S);
        expect(now.R ?? 0).toBeGreaterThanOrEqual(less.R ?? 0);
        expect(rank(now.level)).toBeGreaterThanOrEqual(rank(less.level));
      }),
      { numRuns: 100 },
    );
  });

  it('10,000 gradings of five chemicals take about a second at most, on a busy machine too', () => {
    const names = ['氨', '氯', '苯', '甲醇', '高炉煤气'];
    const from = process.cpuUsage();
    for (let i = 0; i < 10_000; i += 1) {
      graded(
        names.map((substance, j) => ({ substance, quantity_t: 1 + ((i * 7 + j * 13) % 1000) / 10 })),
        { exposedPeople: i % 150 },
      );
    }
    expect(process.cpuUsage(from).user / 1000).toBeLessThan(4000);
  });
});
