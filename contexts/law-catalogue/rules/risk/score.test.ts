import { describe, expect, it } from 'vitest';
import { addDays, day, eachMonth, isRefused } from '#kernel';
import { loadLaw } from '../../load.ts';
import { lawFolder } from '../../testing.ts';
import { answered } from '../testing.ts';
import { riskLec, riskLs } from './rule.ts';
import { type LecGiven, type LsGiven, type RiskSettings, scoreLec, scoreLs } from './score.ts';

const law = loadLaw(lawFolder);
const on = day('2022-03-14');
const { lec, ls, grades } = law.risk;

function lecOf(given: LecGiven, at = on) {
  const answer = scoreLec(given, law, at);
  if (isRefused(answer)) throw new Error(answer.refused.message);
  return answer;
}
function lsOf(given: LsGiven, at = on) {
  const answer = scoreLs(given, law, at);
  if (isRefused(answer)) throw new Error(answer.refused.message);
  return answer;
}
const tenths = (score: number) => Math.round(score * 10);

describe('LEC', () => {
  it('every product of the table falls into the band that whole-number arithmetic gives', () => {
    const seen = new Set<number>();
    for (const L of lec.L) {
      for (const E of lec.E) {
        for (const C of lec.C) {
          // Tenths times tenths: hundredths, without a fraction anywhere.
          const hundredths = tenths(L.score) * tenths(E.score) * C.score;
          const band =
            hundredths > 32_000
              ? ['极其危险', '重大风险', 'red']
              : hundredths >= 16_000
                ? ['高度危险', '较大风险', 'orange']
                : hundredths >= 7_000
                  ? ['显著危险', '一般风险', 'yellow']
                  : hundredths >= 2_000
                    ? ['一般危险', '低风险', 'blue']
                    : ['稍有危险', '低风险', 'blue'];
          const { result } = lecOf({ L: L.score, E: E.score, C: C.score });
          expect([result.D, result.band, result.grade, result.colour]).toEqual([hundredths / 100, ...band]);
          if ([2_000, 7_000, 16_000, 32_000].includes(hundredths)) seen.add(hundredths);
        }
      }
    }
    expect([...seen].sort((a, b) => a - b)).toEqual([2_000, 7_000]);
  });

  it.each<[number, number, number, number, string]>([
    [6, 6, 7, 252, '较大风险'],
    [3, 10, 15, 450, '重大风险'],
    [10, 6, 3, 180, '较大风险'],
    [1, 10, 7, 70, '一般风险'],
    [0.5, 10, 40, 200, '较大风险'],
    [10, 2, 1, 20, '低风险'],
    [3, 6, 1, 18, '低风险'],
  ])('L %d × E %d × C %d = %d, %s', (L, E, C, D, grade) => {
    expect(lecOf({ L, E, C }).result).toMatchObject({ D, grade });
  });

  it('a score on the end of a band is moved by the setting, and says that it is not settled', () => {
    const given = { L: 1, E: 10, C: 7 };
    const moved = (settings: RiskSettings) => lecOf({ ...given, settings }).result.grade;
    expect([moved({ ends: { '70': 'lower' } }), moved({ ends: { '70': 'upper' } })]).toEqual(['低风险', '一般风险']);
    expect(lecOf(given).checked).toBe('unverified');
    expect(
      lecOf(given)
        .workings.map((each) => each.say)
        .join(),
    ).toContain('正好在档界上');
    expect(lecOf({ L: 1, E: 6, C: 15 }).checked).toBe('secondary');
  });

  it('the top grade begins at 160 where the enterprise set it so', () => {
    expect(lecOf({ L: 6, E: 6, C: 7, settings: { majorFrom: 160 } }).result).toMatchObject({
      grade: '重大风险',
      colour: 'red',
    });
    expect(lecOf({ L: 6, E: 6, C: 3, settings: { majorFrom: 160 } }).result.grade).toBe('一般风险');
  });

  it('takes scores as text, exactly', () => {
    expect(lecOf({ L: '0.2', E: '0.5', C: '100' }).result.D).toBe(10);
  });
});

describe('LS', () => {
  it('every product of the matrix', () => {
    const bands = (R: number) => (R >= 20 ? '重大风险' : R >= 15 ? '较大风险' : R >= 9 ? '一般风险' : '低风险');
    for (let L = 1; L <= 5; L += 1) {
      for (let S = 1; S <= 5; S += 1) expect(lsOf({ L, S }).result).toMatchObject({ R: L * S, grade: bands(L * S) });
    }
    expect(ls.bands.map((each) => each.from)).toEqual([1, 9, 15, 20]);
  });

  it('says who controls it', () => {
    expect([25, 16, 12, 8].map((R) => lsOf({ L: R === 25 ? 5 : 4, S: R === 25 ? 5 : R / 4 }).result.control)).toEqual([
      '公司（厂）级',
      '部室（车间）级',
      '班组级',
      '岗位级',
    ]);
    expect(grades.map((each) => each.colour)).toEqual(['red', 'orange', 'yellow', 'blue']);
  });
});

describe('不能打的分', () => {
  it.each<[LecGiven, string, RegExp]>([
    [{ L: 4, E: 6, C: 7 }, 'L', /^L 的分值“4”不在表中：应为 10、6、3、1、0\.5、0\.2、0\.1 之一$/],
    [{ L: 3, E: -1, C: 7 }, 'E', /E 的分值“-1”不在表中/],
    [{ L: 3, E: 6, C: '很大' }, 'C', /C 的分值“很大”不在表中/],
    [{ L: 3, E: 6, C: 7, settings: { ends: { '100': 'upper' } } }, 'settings.ends.100', /没有“100”这个档界/],
  ])('%o', (given, place, message) => {
    const answer = scoreLec(given, law, on);
    expect(isRefused(answer) && answer.refused.places?.[0]?.place).toBe(place);
    expect(isRefused(answer) && answer.refused.message).toMatch(message);
  });

  it('LS has five steps each way', () => {
    const answer = scoreLs({ L: 6, S: 0 }, law, on);
    expect(isRefused(answer) && answer.refused.places?.map((each) => each.place)).toEqual(['L', 'S']);
  });

  it('answers alike on the first of every month, and refuses the day before the floor', () => {
    for (const rule of [riskLec, riskLs]) expect(rule.floor).toBe(law.risk.from);
    for (const month of eachMonth(riskLec.floor, day('2027-12-31'))) {
      if (month < riskLec.floor) continue;
      expect(lecOf({ L: 6, E: 6, C: 7 }, month).result.grade).toBe('较大风险');
      expect(lsOf({ L: 4, S: 4 }, month).result.grade).toBe('较大风险');
    }
    const early = addDays(riskLec.floor, -1);
    expect(isRefused(scoreLec({ L: 6, E: 6, C: 7 }, law, early))).toBe(true);
    expect(isRefused(scoreLs({ L: 4, S: 4 }, law, early))).toBe(true);
  });
});

describe('按名字', () => {
  it.each([
    ['risk.lec', { L: 6, E: 6, C: 7 }, { D: 252, grade: '较大风险' }],
    ['risk.ls', { L: 1, S: 1 }, lsOf({ L: 1, S: 1 }).result],
  ])('%s', (name, input, result) => {
    expect(answered(name, input, '2022-03-14', law).result).toMatchObject(result);
  });
});
