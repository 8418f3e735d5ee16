import { describe, expect, it } from 'vitest';
import { addDays, type Day, day, eachMonth, isRefused, type Refused } from '#kernel';
import { loadLaw } from '../../load.ts';
import { lawFolder } from '../../testing.ts';
import type { Ruling } from '../rule.ts';
import { drillRequired, periodOf } from './drill.ts';
import { hazardSourceReview, type ReviewGiven } from './review.ts';
import { rules } from './rule.ts';
import { type StaffingGiven, staffingRequired } from './staffing.ts';
import { type TrainingGiven, trainingRequired } from './training.ts';
import { dutySectors } from './words.ts';

const law = loadLaw(lawFolder);
const on = day('2022-03-14');

function answered<R>(answer: Ruling<R> | Refused): Ruling<R> {
  if (isRefused(answer)) throw new Error(answer.refused.message);
  return answer;
}
const refusedAt = (answer: unknown) =>
  isRefused(answer) ? answer.refused.places?.map((each) => each.place) : 'answered';

describe('安全管理人员配备', () => {
  const staff = (given: StaffingGiven, at: Day = on) => answered(staffingRequired(given, law, at));

  it.each<[string, StaffingGiven, number, number | null]>([
    ['100 employees may have part-time staff', { sector: 'other', employees: 100 }, 0, 0],
    ['101 may not', { sector: 'other', employees: 101 }, 1, 0],
    ['a small high-risk firm needs one', { sector: 'transport', employees: 5 }, 1, 0],
    ['smelting of 100: one', { sector: 'metal-smelting', employees: 100 }, 1, 1],
    ['smelting of 101: three', { sector: 'metal-smelting', employees: 101 }, 3, 1],
    ['smelting of 1000: 3‰ is three', { sector: 'metal-smelting', employees: 1000 }, 3, 1],
    ['smelting of 1001: four', { sector: 'metal-smelting', employees: 1001 }, 4, 1],
    ['underground 200: three', { sector: 'underground-mine', employees: 200 }, 3, 1],
    [
      'underground 300: three, engineers wait for the managers',
      { sector: 'underground-mine', employees: 300 },
      3,
      null,
    ],
    ['underground 299: no share of engineers', { sector: 'underground-mine', employees: 299 }, 3, 1],
    ['underground 301: four', { sector: 'underground-mine', employees: 301, managers: 7 }, 4, 1],
    [
      'underground 450: five, eight managers need two engineers',
      { sector: 'underground-mine', employees: 450, managers: 8 },
      5,
      2,
    ],
    ['twenty managers need three', { sector: 'underground-mine', employees: 450, managers: 20 }, 5, 3],
    ['twenty-one need four', { sector: 'underground-mine', employees: 450, managers: 21 }, 5, 4],
    ['open pit 200: two', { sector: 'open-pit-mine', employees: 200 }, 2, 1],
    ['open pit 201: three', { sector: 'open-pit-mine', employees: 201 }, 3, 1],
    ['a quarry of 100: one', { sector: 'small-quarry', employees: 100 }, 1, 1],
    ['a quarry of 101: two', { sector: 'small-quarry', employees: 101 }, 2, 1],
    ['a contractor of 20: three', { sector: 'mine-contractor', employees: 20 }, 3, 1],
    ['a tailings pond: the general duty', { sector: 'tailings-pond', employees: 30 }, 1, 1],
    [
      'construction of 300 with ten managers: two engineers',
      { sector: 'construction', employees: 300, managers: 10 },
      1,
      2,
    ],
  ])('%s', (_, given, fullTime, engineers) => {
    const { result } = staff(given);
    expect([result.fullTime, result.engineers, result.partTimeAllowed]).toEqual([fullTime, engineers, fullTime === 0]);
  });

  it('the mine numbers begin on 2022-02-08 and are 待核实', () => {
    const given: StaffingGiven = { sector: 'underground-mine', employees: 200 };
    expect(staff(given, day('2022-02-07'))).toMatchObject({ result: { fullTime: 1, posts: [] }, checked: 'verified' });
    expect(staff(given, day('2022-02-08'))).toMatchObject({ result: { fullTime: 3 }, checked: 'secondary' });
    expect(staff(given).result.posts.length).toBe(5);
    expect(
      staff(given)
        .workings.map((each) => each.say)
        .join(),
    ).toContain('待核实');
  });

  it('a safety director from medium size on', () => {
    const posts = (scale: 'small' | 'medium', at = on) =>
      staff({ sector: 'open-pit-mine', employees: 50, scale }, at).result.posts;
    expect([posts('small'), posts('medium'), posts('medium', day('2022-03-13'))]).toEqual([[], ['安全总监'], []]);
  });

  it('refuses people that cannot be', () => {
    expect(refusedAt(staffingRequired({ sector: 'other', employees: 0 }, law, on))).toEqual(['employees']);
    expect(refusedAt(staffingRequired({ sector: 'other', employees: 1.5 }, law, on))).toEqual(['employees']);
    expect(refusedAt(staffingRequired({ sector: 'other', employees: 5, managers: 6 }, law, on))).toEqual(['managers']);
  });
});

describe('安全培训学时', () => {
  const hours = (given: TrainingGiven, at: Day = on) => answered(trainingRequired(given, law, at)).result;

  it.each<[TrainingGiven, number, number | null]>([
    [{ sector: 'metal-smelting', role: 'principal' }, 48, 16],
    [{ sector: 'tailings-pond', role: 'safety-manager' }, 48, 16],
    [{ sector: 'other', role: 'principal' }, 32, 12],
    [{ sector: 'construction', role: 'safety-manager' }, 32, 12],
    [{ sector: 'metal-smelting', role: 'worker' }, 72, 20],
    [{ sector: 'open-pit-mine', role: 'worker' }, 72, 20],
    [{ sector: 'small-quarry', role: 'worker' }, 72, 20],
    [{ sector: 'other', role: 'worker' }, 24, null],
  ])('%o: %d hours, then %s a year', (given, initial, yearly) => {
    expect(hours(given)).toMatchObject({ initialHours: initial, yearlyHours: yearly, mentoringMonths: null });
  });

  // 露天矿新职工：矿山安全法实施条例 40 学时，2021-09-01 起 GB 16423-2020 §4.5.2 72 学时
  it.each([
    ['2021-08-31', false],
    ['2021-09-01', true],
  ])('open pit on %s rests on GB 16423: %s', (at, rests) => {
    const { cites } = answered(trainingRequired({ sector: 'open-pit-mine', role: 'worker' }, law, day(at)));
    expect(cites.some((each) => each.includes('GB 16423-2020 §4.5.2'))).toBe(rests);
  });

  it('four months with a mentor underground; confined space once a year from 2024', () => {
    expect(hours({ sector: 'underground-mine', role: 'worker' }).mentoringMonths).toBe(4);
    expect(hours({ sector: 'underground-mine', role: 'principal' }).mentoringMonths).toBe(null);
    const space = (at: string) =>
      hours({ sector: 'other', role: 'worker', confinedSpace: true }, day(at)).confinedSpaceMonths;
    expect([space('2023-12-31'), space('2024-01-01')]).toEqual([null, 12]);
  });
});

describe('应急演练', () => {
  it('half-years and years by the calendar', () => {
    expect(periodOf(day('2022-06-30'), 6)).toEqual({ first: '2022-01-01', last: '2022-06-30' });
    expect(periodOf(day('2022-07-01'), 6)).toEqual({ first: '2022-07-01', last: '2022-12-31' });
    expect(periodOf(day('2023-05-01'), 12)).toEqual({ first: '2023-01-01', last: '2023-12-31' });
    expect(periodOf(day('2023-05-01'), 24)).toEqual({ first: '2022-01-01', last: '2023-12-31' });
  });

  it('high-risk firms every half-year from 2019-04-01, with a report', () => {
    const months = (at: string) => {
      const { result } = answered(drillRequired({ sector: 'metal-smelting' }, law, day(at)));
      return [result.drills.map((each) => each.everyMonths), result.report];
    };
    expect(months('2019-03-31')).toEqual([[12, 6], false]);
    expect(months('2019-04-01')).toEqual([[6, 12, 6], true]);
  });

  it('others yearly and half-yearly, mines with their plan, crowded places like high-risk ones, departments every two years', () => {
    const months = (given: Parameters<typeof drillRequired>[0]) =>
      answered(drillRequired(given, law, on)).result.drills.map((each) => each.everyMonths);
    expect(months({ sector: 'other' })).toEqual([12, 6]);
    expect(months({ sector: 'other', crowded: true })).toEqual([6, 12, 6]);
    expect(months({ sector: 'tailings-pond' })).toEqual([6, 12, 6, 12]);
    expect(months({ sector: 'government' })).toEqual([24]);
  });

  it('counts what was held in the running period only', () => {
    const done = (held: Day) =>
      answered(drillRequired({ sector: 'other', held: [{ on: held, kind: 'on-site' }] }, law, on)).result.drills.map(
        (each) => each.done,
      );
    expect([done(day('2022-01-01')), done(day('2021-12-31'))]).toEqual([
      [false, true],
      [false, false],
    ]);
    expect(
      refusedAt(drillRequired({ sector: 'other', held: [{ on: addDays(on, 1), kind: 'on-site' }] }, law, on)),
    ).toEqual(['held.0.on']);
  });
});

describe('重大危险源复评', () => {
  const review = (given: ReviewGiven, at: Day = on) => answered(hazardSourceReview(given, law, at)).result;

  it('three years: due on the day, overdue the day after', () => {
    const given = { assessed: day('2019-03-14') };
    expect(review(given)).toEqual({ due: '2022-03-14', overdue: false, because: 'interval' });
    expect(review(given, day('2022-03-15'))).toEqual({ due: '2022-03-14', overdue: true, because: 'interval' });
    expect(review({ assessed: day('2020-02-29') }, day('2022-03-14')).due).toBe('2023-02-28');
  });

  it('what happens in between brings it forward; what happened before does not', () => {
    const events = [{ on: day('2021-05-01'), kind: 'process-changed' as const }];
    expect(review({ assessed: day('2020-01-01'), events })).toEqual({
      due: '2021-05-01',
      overdue: true,
      because: 'process-changed',
    });
    expect(review({ assessed: day('2021-06-01'), events }).because).toBe('interval');
    expect(review({ assessed: day('2018-01-01') }, day('2019-03-02'))).toMatchObject({
      due: '2019-03-01',
      because: 'standard-changed',
    });
    expect(review({ assessed: day('2018-01-01') }, day('2019-02-28')).because).toBe('interval');
  });

  it('refuses days that have not come', () => {
    expect(refusedAt(hazardSourceReview({ assessed: addDays(on, 1) }, law, on))).toEqual(['assessed']);
  });
});

describe('每月一日', () => {
  const samples: Record<string, unknown> = {
    'staffing.required': { sector: 'underground-mine', employees: 450, managers: 8 },
    'training.required': { sector: 'underground-mine', role: 'worker', confinedSpace: true },
    'drill.required': { sector: 'underground-mine' },
    'hazard-source.review': { assessed: '2011-12-01' },
  };

  it.each(rules.map((rule) => [rule.name, rule] as const))(
    '%s answers from its floor to the end of 2027, and not before',
    (name, rule) => {
      const input = rule.input().parse(samples[name]);
      for (const month of eachMonth(rule.floor, day('2027-12-31'))) {
        const at = [rule.floor, month].sort().at(-1) as Day;
        const { cites, checked } = answered(rule.evaluate(input, law, at) as Ruling<unknown>);
        expect(cites.length).toBeGreaterThan(0);
        expect(['verified', 'secondary', 'unverified']).toContain(checked);
      }
      const before = rule.evaluate(input, law, addDays(rule.floor, -1));
      expect(refusedAt(before)).toEqual(['on']);
    },
  );

  it('every sector has an answer to every question', () => {
    for (const sector of dutySectors) {
      expect(
        answered(staffingRequired({ sector, employees: 350, managers: 9 }, law, on)).result.fullTime,
      ).toBeGreaterThan(0);
      expect(answered(drillRequired({ sector }, law, on)).result.drills.length).toBeGreaterThan(1);
      for (const role of ['principal', 'safety-manager', 'worker'] as const) {
        expect(answered(trainingRequired({ sector, role }, law, on)).result.initialHours).toBeGreaterThanOrEqual(24);
      }
    }
  });
});
