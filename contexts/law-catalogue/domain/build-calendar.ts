import { addDays, type Calendar, type Day, day, weekday, workingDaysBetween } from '#kernel';
import type { CalendarOverride } from './law.ts';
import { ofKind, type Source, type Tell } from './sources.ts';

const isWeekend = (of: Day) => weekday(of) === 0 || weekday(of) === 6;

/** Reads the statutory calendar: years without gap, days off on weekdays, make-up days on weekends, the count right. */
export function buildCalendar(sources: readonly Source[], tell: Tell): Calendar {
  const files = ofKind(sources, 'calendar');
  const [source, second] = files;
  if (second) tell(second, ['kind'], '法定工作日历只能有一个文件');
  if (!source) return { holidays: new Set(), makeUpDays: new Set(), from: day('0001-01-01'), to: day('0001-01-01') };
  const { content } = source;
  const calendar = { holidays: new Set<Day>(), makeUpDays: new Set<Day>(), from: content.from, to: content.to };
  content.years.forEach((year, y) => {
    for (const [name, into, weekend, fault] of [
      ['off', calendar.holidays, false, '是周末，不必列为放假'],
      ['worked', calendar.makeUpDays, true, '不是周末，不必列为补班'],
    ] as const) {
      year[name].forEach((each, i) => {
        const place = ['years', y, name, i];
        if (!each.startsWith(`${year.year}-`)) tell(source, place, `${each} 不在 ${year.year} 年`);
        if (isWeekend(each) !== weekend) tell(source, place, `${each} ${fault}`);
        if (into.has(each)) tell(source, place, `${each} 重复`);
        into.add(each);
      });
    }
    const before = content.years[y - 1];
    if (before && before.year + 1 !== year.year) {
      tell(source, ['years', y, 'year'], `${before.year} 年之后应为 ${before.year + 1} 年，写的是 ${year.year} 年`);
    }
    const counted = workingDaysBetween(addDays(day(`${year.year}-01-01`), -1), day(`${year.year}-12-31`), calendar);
    if (counted !== year.workdays) {
      tell(
        source,
        ['years', y, 'workdays'],
        `${year.year} 年应有 ${year.workdays} 个工作日，按所列日期算得 ${counted} 个`,
      );
    }
  });
  const [first, last] = [content.years[0], content.years.at(-1)];
  if (first && content.from !== `${first.year}-01-01`) tell(source, ['from'], `应为 ${first.year}-01-01`);
  if (last && content.to !== `${last.year}-12-31`) tell(source, ['to'], `应为 ${last.year}-12-31`);
  return calendar;
}

/** Reads the counties' overrides: one file a county here and one in its overlay folder, no day twice. */
export function buildOverrides(sources: readonly Source[], tell: Tell): Map<string, readonly CalendarOverride[]> {
  const overrides = new Map<string, readonly CalendarOverride[]>();
  for (const source of ofKind(sources, 'calendar-overrides')) {
    const { county, overrides: own } = source.content;
    const before = overrides.get(county);
    if (before && !source.overlay) tell(source, ['county'], `区划 ${county} 已有另一个文件`);
    if (source.overlay && source.overlay.county !== county) {
      tell(source, ['county'], `与 overlay 中的区划 ${source.overlay.county} 不一致`);
    }
    own.forEach((each, i) => {
      if (own.findIndex((other) => other.day === each.day) < i)
        tell(source, ['overrides', i, 'day'], `${each.day} 重复`);
    });
    // The county's own folder wins, day by day.
    overrides.set(county, [...(before ?? []).filter((each) => !own.some((mine) => mine.day === each.day)), ...own]);
  }
  return overrides;
}
