import { describe, expect, it } from 'vitest';
import { addDays, type Day, day, eachMonth, exactText, isRefused } from '#kernel';
import { loadLaw } from '../../load.ts';
import { lawFolder } from '../../testing.ts';
import type { ExpenseGiven } from './base.ts';
import { expenseRequired } from './required.ts';
import { expenseRequiredRule } from './rule.ts';

const law = loadLaw(lawFolder);
const old = day('2022-11-20');
const fresh = day('2022-11-21');

function asked(given: ExpenseGiven, on: Day) {
  const answer = expenseRequired(given, law, on);
  if (isRefused(answer)) throw new Error(answer.refused.message);
  return answer;
}
const yuan = (given: ExpenseGiven, on: Day) => asked(given, on).result.yuan;
function refused(given: ExpenseGiven, on: Day = fresh) {
  const answer = expenseRequired(given, law, on);
  if (!isRefused(answer)) throw new Error('answered');
  return answer.refused;
}

describe('按产量', () => {
  it.each<[string, number, number, number]>([
    ['metal-mine-open-pit', 20_000, 100_000, 100_000],
    ['metal-mine-underground', 8_000, 80_000, 120_000],
    ['nuclear-mine', 100, 2_500, 2_500],
    ['nonmetal-mine-open-pit', 10_000, 20_000, 30_000],
    ['nonmetal-mine-underground', 5_000, 20_000, 40_000],
    ['small-quarry', 30_000, 30_000, 60_000],
    ['tailings-pond-1-3', 12_000, 12_000, 48_000],
    ['tailings-pond-4-5', 12_000, 18_000, 60_000],
  ])('%s, %d t: %d yuan to 2022-11-20, %d from 2022-11-21', (sector, output_t, before, after) => {
    expect(yuan({ sector, year: 2022, output_t, booked_on: old }, fresh)).toBe(before);
    expect(yuan({ sector, year: 2022, output_t, booked_on: fresh }, fresh)).toBe(after);
    expect(yuan({ sector, year: 2021, output_t }, day('2026-11-23'))).toBe(before);
    expect(yuan({ sector, year: 2023, output_t }, day('2026-11-23'))).toBe(after);
    expect(yuan({ sector, year: 2022, output_t: 0, booked_on: fresh }, fresh)).toBe(0);
  });

  it('half a yuan is rounded up once, at the end; the workings hold the exact amount', () => {
    const { result, workings } = asked({ sector: '四等五等尾矿库', year: 2021, output_t: '333.3' }, old);
    expect(result).toEqual({ yuan: 500 });
    expect(workings.map((each) => each.value)).toContain('499.95');
    expect(yuan({ sector: 'tailings-pond-4-5', year: 2021, output_t: 1 }, old)).toBe(2);
    expect(yuan({ sector: 'tailings-pond-4-5', year: 2021, output_t: '0.333333333333333333' }, old)).toBe(0);
  });

  it('a small quarry ends at 500,000 t', () => {
    expect(yuan({ sector: 'small-quarry', year: 2023, output_t: 500_000 }, day('2023-05-01'))).toBe(1_000_000);
    const over = refused({ sector: 'small-quarry', year: 2023, output_t: '500000.001' });
    expect(over.message).toContain('年产量不超过 500000 吨');
  });

  // 2012 年办法：采石场最大开采高度不超过 50 米；2022 年办法没有这一条
  it.each<[number, number, number | null]>([
    [2021, 50, 1_000],
    [2021, 50.01, null],
    [2023, 50.01, 2_000],
  ])('%i 年采石场高 %d 米：%j', (year, height_m, amount) => {
    const given = { sector: 'small-quarry', year, output_t: 1_000, height_m };
    if (amount === null) expect(refused(given).places?.[0]).toMatchObject({ place: 'height_m', allowed: '0 至 50 米' });
    else expect(yuan(given, fresh)).toBe(amount);
  });

  // 2012 年办法：100 万 m³ 以下 5 万元，每增 100 万 m³ 加 3 万元，最高 30 万元
  it.each<[number, number]>([
    [1, 50_000],
    [1_000_000, 50_000],
    [1_999_999, 50_000], // 不满 100 万不另加
    [2_000_000, 80_000], // 5 + 3 × 1
    [9_000_000, 290_000], // 5 + 3 × 8
    [9_999_999, 290_000],
    [10_000_000, 300_000], // 5 + 3 × 9 = 32，最高 30
    [500_000_000, 300_000],
  ])('2012 年办法下已闭库的尾矿库，库容 %i 立方米：%i', (capacity_m3, amount) => {
    expect(yuan({ sector: 'tailings-pond-closed', year: 2021, capacity_m3 }, fresh)).toBe(amount);
  });
  it('闭库的尾矿库：2012 年办法问库容，2022 年办法不再提取，2022 年前十个月照旧', () => {
    expect(refused({ sector: 'tailings-pond-closed', year: 2021 }).missing).toEqual(['capacity_m3']);
    expect(yuan({ sector: 'tailings-pond-closed', year: 2023 }, fresh)).toBe(0);
    // 80,000 × 10/12 + 0 × 2/12 = 66,666.67
    expect(yuan({ sector: 'tailings-pond-closed', year: 2022, capacity_m3: 2_000_000 }, fresh)).toBe(66_667);
  });

  it('跨 2022-11-21 的年度按月：10 月按旧标准，11 月按月末的新标准', () => {
    const given = { sector: 'metal-mine-underground', year: 2022 };
    const month = (each: number) => ({ month: each, output_t: 1_000 });
    expect(refused({ ...given, output_t: 12_000 })).toMatchObject({ code: 'INCOMPLETE', missing: ['每月产量'] });
    expect(yuan({ ...given, months: [month(10)] }, fresh)).toBe(10_000); // 1000 × 10
    expect(yuan({ ...given, months: [month(11)] }, fresh)).toBe(15_000); // 1000 × 15
    const all = Array.from({ length: 12 }, (_, i) => month(i + 1));
    expect(yuan({ ...given, months: all }, fresh)).toBe(130_000); // 10 × 10,000 + 2 × 15,000
    expect(yuan({ ...given, year: 2021, months: all }, fresh)).toBe(120_000);
    // 两版费率相同的行业不必按月
    expect(yuan({ sector: 'metal-mine-open-pit', year: 2022, output_t: 12_000 }, fresh)).toBe(60_000);
    expect(refused({ ...given, months: [month(1), month(1)] }).message).toBe('1 月写了两次');
    expect(refused({ sector: 'metallurgy', year: 2022, months: [month(1)] }).places?.[0]?.place).toBe('months');
    expect(refused({ ...given, output_t: 1, months: [month(1)] }).places?.[0]?.place).toBe('output_t');
    const quarry = { sector: 'small-quarry', year: 2022, months: [{ month: 1, output_t: 500_001 }] };
    expect(refused(quarry).message).toContain('年产量不超过');
  });
});

describe('按营业收入', () => {
  it.each<[string, number, number, number]>([
    ['metallurgy', 2023, 250_000_000, 2_400_000],
    ['metallurgy', 2021, 6_000_000_000, 15_150_000],
    ['metallurgy', 2021, 12_000_000_000, 20_150_000],
    ['metallurgy', 2023, 8_000_000, 240_000],
    ['machinery', 2021, 250_000_000, 1_400_000],
    ['machinery', 2023, 250_000_000, 1_735_000],
  ])('%s %d, %d yuan of revenue: %d', (sector, year, revenue_yuan, amount) => {
    expect(yuan({ sector, year, revenue_yuan }, day('2026-11-23'))).toBe(amount);
  });

  it('every slice of every edition, at its end and one yuan to either side, agrees with whole-number arithmetic', () => {
    let compared = 0;
    for (const sector of law.fees.sectors.filter((each) => each.by === 'revenue')) {
      for (const { from, value } of sector.dated) {
        if (!('slices' in value)) throw new Error('no slices');
        // Hundredths of a percent times whole yuan: ten-thousandths of a yuan, in integers.
        const slices = value.slices.map((each) => ({
          above: BigInt(exactText(each.above)),
          rate: BigInt(Math.round(Number(exactText(each.percent)) * 100)),
        }));
        const total = (revenue: bigint) =>
          slices.reduce((sum, slice, i) => {
            const next = slices[i + 1]?.above;
            const top = next !== undefined && revenue > next ? next : revenue;
            return top > slice.above ? sum + (top - slice.above) * slice.rate : sum;
          }, 0n);
        const whole = (tenThousandths: bigint) => Number((tenThousandths + 5_000n) / 10_000n);
        const year = Number(from.slice(0, 4)) + 1;
        for (const { above } of slices) {
          for (const revenue of [above - 1n, above, above + 1n, above + 123_457n].filter((each) => each >= 0n)) {
            expect(yuan({ sector: sector.code, year, revenue_yuan: String(revenue) }, day('2026-11-23'))).toBe(
              whole(total(revenue)),
            );
            compared += 1;
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('the year two editions share goes by twelfths, each month by the edition of its last day; a booking day settles one sum', () => {
    const given = { sector: '机械', year: 2022, revenue_yuan: 250_000_000 };
    // 1,400,000 × 10/12 + 1,735,000 × 2/12 = 1,166,666.67 + 289,166.67 = 1,455,833.33
    for (const on of [old, fresh, day('2023-02-01')]) expect(yuan(given, on)).toBe(1_455_833);
    expect(yuan({ ...given, booked_on: old }, day('2023-02-01'))).toBe(1_400_000);
    expect(yuan({ ...given, booked_on: fresh }, day('2023-02-01'))).toBe(1_735_000);
    expect(yuan({ ...given, sector: '冶金' }, day('2023-02-01'))).toBe(2_400_000);
    expect(refused({ ...given, booked_on: day('2021-12-31') }).message).toBe('入账日 2021-12-31 不在 2022 年内');
  });

  it('shows slices, month and doubt', () => {
    const { workings, checked } = asked({ sector: '机械', year: 2023, revenue_yuan: 250_000_000 }, day('2023-05-01'));
    const said = workings.map((each) => each.say).join('\n');
    expect(said).toContain('10000000～100000000 元的部分：90000000 × 1.25% = 1125000 元');
    expect(said).toContain('每月 144583.33 元');
    expect(checked).toBe('secondary');
    expect(asked({ sector: '危化品', year: 2023, revenue_yuan: 1 }, day('2023-05-01')).checked).toBe('verified');
  });
});

describe('不能算的', () => {
  it.each<[string, ExpenseGiven, string, RegExp]>([
    ['negative tonnes', { sector: 'small-quarry', year: 2023, output_t: -5 }, 'output_t', /不能为负/],
    ['negative revenue', { sector: 'metallurgy', year: 2023, revenue_yuan: '-0.01' }, 'revenue_yuan', /不能为负/],
    [
      'revenue for a mine',
      { sector: 'nuclear-mine', year: 2023, revenue_yuan: 5 },
      'revenue_yuan',
      /按原矿产量（output_t，单位吨）计算/,
    ],
    ['both', { sector: 'metallurgy', year: 2023, revenue_yuan: 5, output_t: 5 }, 'output_t', /不能填 output_t/],
    [
      'a unit in the number',
      { sector: 'metallurgy', year: 2023, revenue_yuan: '5万元' },
      'revenue_yuan',
      /不带单位和逗号/,
    ],
    [
      'an unknown sector',
      { sector: '地下铁矿', year: 2023, output_t: 5 },
      'sector',
      /没有“地下铁矿”这个行业。是不是：/,
    ],
    ['a sector like nothing', { sector: 'xyz', year: 2023, output_t: 5 }, 'sector', /可填：metal-mine-open-pit/],
    ['a year before the rules', { sector: 'metallurgy', year: 2011, revenue_yuan: 5 }, 'year', /最早自 2012-02-14/],
    ['half a year', { sector: 'metallurgy', year: 2023.5, revenue_yuan: 5 }, 'year', /四位年份/],
  ])('%s', (_, given, place, message) => {
    const { message: said, places } = refused(given);
    expect(places?.[0]?.place).toBe(place);
    expect(said).toMatch(message);
  });

  it('nothing to compute from is asked for by name', () => {
    expect(refused({ sector: 'metallurgy', year: 2023 }).missing).toEqual(['revenue_yuan']);
  });

  it('the first day of every month from the floor to the end of 2027: the old rate, then the new one', () => {
    const seen: [number, Day][] = [];
    for (const month of eachMonth(expenseRequiredRule.floor, day('2027-12-31'))) {
      const on = [expenseRequiredRule.floor, month].sort().at(-1) as Day;
      const given = { sector: 'metal-mine-underground', year: Number(on.slice(0, 4)), output_t: 8_000 };
      const amount = yuan(on.startsWith('2022') ? { ...given, booked_on: on } : given, on);
      if (seen.at(-1)?.[0] !== amount) seen.push([amount, on]);
    }
    expect(seen).toEqual([
      [80_000, '2012-02-14'],
      [120_000, '2022-12-01'],
    ]);
    const early = addDays(expenseRequiredRule.floor, -1);
    expect(refused({ sector: 'metallurgy', year: 2012, revenue_yuan: 1 }, early).message).toContain(
      '最早收录自 2012-02-14',
    );
  });
});
