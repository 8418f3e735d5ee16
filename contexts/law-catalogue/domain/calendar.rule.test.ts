import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { addDays, addWorkingDays, day, isWorkingDay, workingDaysBetween, workingDaysLeft } from '#kernel';
import { loadLaw } from '../load.ts';
import { lawFolder } from '../testing.ts';
import { calendarOf } from './calendar.rule.ts';

const law = loadLaw(lawFolder);
const calendar = calendarOf(law);

describe('法定工作日历', () => {
  it('agrees with the chinese-days package on every day of 2021–2026', () => {
    expect([calendar.from, calendar.to]).toEqual(['2021-01-01', '2026-12-31']);
    let checked = 0;
    for (let on = calendar.from; on <= calendar.to; on = addDays(on, 1)) {
      if (isWorkingDay(on, calendar) !== chineseDays.isWorkday(on)) expect.fail(`${on}: 与 chinese-days 不一致`);
      checked += 1;
    }
    expect(checked).toBe(2191);
  });

  it.each([
    ['2022-03-14', 20, '2022-04-12'],
    ['2022-09-28', 5, '2022-10-10'],
    ['2022-09-28', 7, '2022-10-12'],
    ['2022-09-29', 5, '2022-10-11'],
    ['2026-09-28', 7, '2026-10-13'],
    ['2022-03-30', 10, '2022-04-14'],
    ['2022-01-26', 10, '2022-02-14'],
    ['2022-01-28', 7, '2022-02-11'],
    ['2026-02-13', 7, '2026-03-02'],
    ['2022-09-23', 20, '2022-10-26'],
    ['2022-10-11', -5, '2022-09-29'],
  ])('%s plus %i working days is %s', (from, n, to) => {
    expect(addWorkingDays(day(from), n, calendar)).toBe(to);
    if (n > 0) expect(workingDaysBetween(day(from), day(to), calendar)).toBe(n);
  });

  it('says that 2027 is not known yet', () => {
    expect(workingDaysLeft(day('2026-12-28'), day('2026-12-31'), calendar)).toEqual({ days: 3, known: true });
    expect(workingDaysLeft(day('2026-12-28'), day('2027-01-04'), calendar)).toEqual({ days: 5, known: false });
  });

  it('a county override wins on its day and leaves the statutory calendar alone', () => {
    const overrides = new Map([
      [
        '140525',
        [
          { day: day('2022-03-15'), working: false, cite: '县里的通知', checked: 'verified' as const },
          { day: day('2022-03-19'), working: true, cite: '县里的通知', checked: 'verified' as const },
          { day: day('2022-10-03'), working: true, cite: '县里的通知', checked: 'verified' as const },
          { day: day('2022-10-08'), working: false, cite: '县里的通知', checked: 'verified' as const },
        ],
      ],
    ]);
    const own = calendarOf({ calendar, overrides }, '140525');
    const worked = (on: string, by = own) => isWorkingDay(day(on), by);
    expect(['2022-03-15', '2022-03-19', '2022-10-03', '2022-10-08'].map((on) => worked(on))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(worked('2022-03-15', calendar)).toBe(true);
    expect(calendarOf({ calendar, overrides }, '140521')).toBe(calendar);
    expect(calendarOf(law, '140525')).toBe(calendar);
  });
});
