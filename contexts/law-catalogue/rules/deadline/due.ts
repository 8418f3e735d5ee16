import { asDay, type Calendar, type Checked, type Day, type Refused, refuse, todayIn, weakest } from '#kernel';
import { calendarOf } from '../../domain/calendar.rule.ts';
import type { Clock, ClockVersion } from '../../domain/enforcement.ts';
import type { Law } from '../../domain/law.ts';
import { refuseAt, wrong } from '../asking.ts';
import type { Ruling, Working } from '../rule.ts';
import { known, lastDay, movedByHours, type Pause, periodText, rolled, skipped } from './run.ts';

/** What happened to a running period. */
export type DeadlineEvent =
  | { kind: 'suspend'; from: Day; to: Day; reason: string }
  | { kind: 'extend'; on: Day; by?: string | undefined };

export interface AskedDeadline {
  clock: string;
  from: string;
  events: readonly DeadlineEvent[];
  county?: string | undefined;
  /** Day whose version of the clock counts, where that is not the day it counts from: a duty of a notice of March counted from the year's end. */
  asOf?: Day | undefined;
}

/** What `deadline.of` answers: the last day one may act (an instant for hours), and what it was counted from. */
export interface Deadline {
  due: string;
  /** First day one may act, where the period opens only so long before the event; else null. */
  opens: Day | null;
  clock: string;
  title: string;
  from: string;
  starts: string;
  whose: Clock['whose'];
}

/** A clock by id, code (`T14`) or title; or a refusal naming those there are. */
function clockNamed(text: string, law: Law): Clock | Refused {
  const all = [...law.clocks.values()];
  const found = law.clocks.get(text) ?? all.find((each) => each.code === text.toUpperCase() || each.title === text);
  if (found) return found;
  const near = all.filter(
    (each) =>
      each.title.includes(text) || [...text].filter((letter) => each.title.includes(letter)).length > text.length / 2,
  );
  const allowed = (near.length > 0 ? near.slice(0, 5) : all).map((each) => `${each.id}（${each.title}）`).join('、');
  return refuseAt([
    wrong('clock', text, allowed, `没有期限“${text}”，${near.length > 0 ? '是否指' : '可用的有'} ${allowed}`),
  ]);
}

/** The version of that day; a county's own before everybody's, in that county (and where no county is named). */
function versionOn(clock: Clock, on: Day, county: string | undefined): ClockVersion | Refused {
  const there = clock.versions.filter((each) => each.from <= on && (each.to === null || on <= each.to));
  const own = there.find((each) => each.county !== null && (county === undefined || each.county === county));
  const found = own ?? there.find((each) => each.county === null);
  if (!found) {
    const everybody = clock.versions.filter((each) => each.county === null);
    const first = everybody[0]?.from ?? on;
    const last = everybody.at(-1)?.to ?? null;
    const message =
      on < first
        ? `“${clock.title}”最早收录自 ${first}，${on} 没有收录`
        : `“${clock.title}”的规定到 ${last} 为止，其后没有收录`;
    return refuseAt([wrong('from', on, on < first ? `${first} 及以后` : `${last} 及以前`, message)]);
  }
  if (found.amount === null) {
    const message = `${found.cite}的条文没有取得，不能计算“${clock.title}”`;
    return refuseAt([wrong('from', on, `${found.from} 以前`, message)]);
  }
  return found;
}

function pausesOf(
  clock: Clock,
  version: ClockVersion,
  events: readonly DeadlineEvent[],
  start: Day,
): { pauses: Pause[]; marks: Checked[]; workings: Working[] } | Refused {
  const pauses: Pause[] = [];
  const marks: Checked[] = [];
  const workings: Working[] = [];
  for (const [i, event] of events.entries()) {
    if (event.kind !== 'suspend') continue;
    const place = `events.${i}`;
    if (event.to < event.from)
      return refuseAt([
        wrong(`${place}.to`, event.to, `${event.from} 及以后`, `中止的止日 ${event.to} 早于起日 ${event.from}`),
      ]);
    if (event.from < start)
      return refuseAt([
        wrong(`${place}.from`, event.from, `${start} 及以后`, `中止的起日 ${event.from} 早于期限开始的 ${start}`),
      ]);
    const clash = pauses.find((other) => event.from <= other.to && other.from <= event.to);
    if (clash)
      return refuseAt([wrong(place, event.from, '与前一段不重叠', `中止的时间段与 ${clash.from} 至 ${clash.to} 重叠`)]);
    const allowed = version.pauses.find((each) =>
      [...each.reason.split(/[、或者和]+/)].some((word) => word !== '' && event.reason.includes(word)),
    );
    if (!allowed) {
      const words = version.pauses.map((each) => each.reason).join('；') || '没有';
      return refuseAt([
        wrong(
          `${place}.reason`,
          event.reason,
          words,
          `“${clock.title}”不因“${event.reason}”中止；可不计入的时间：${words}`,
        ),
      ]);
    }
    pauses.push({ from: event.from, to: event.to });
    marks.push(allowed.checked);
    workings.push({ say: `${event.from} 至 ${event.to} ${event.reason}，不计入期限`, cite: version.cite });
  }
  return { pauses, marks, workings };
}

/** The base period, then each extension decided before the day it prolongs. */
function extended(
  { clock, version, asked, start, calendar }: Running,
  pauses: readonly Pause[],
): { due: Day; workings: Working[] } | Refused {
  const amount = version.amount as number;
  const workings: Working[] = [];
  let due = lastDay(start, amount, version, calendar, pauses);
  let times = 0;
  for (const [i, event] of asked.events.entries()) {
    if (event.kind !== 'extend') continue;
    const extension = version.extensions[times];
    if (!extension) {
      const most = version.extensions.length;
      const message = most === 0 ? `“${clock.title}”没有延长的规定` : `“${clock.title}”最多延长 ${most} 次`;
      return refuseAt([wrong(`events.${i}`, event.on, `最多 ${most} 次`, message)]);
    }
    if (event.on > due) {
      const message = `延长决定于 ${event.on}，期限已于 ${due} 届满`;
      return refuseAt([wrong(`events.${i}.on`, event.on, `${due} 及以前`, message)]);
    }
    times += 1;
    const added = version.extensions.slice(0, times).reduce((all, each) => all + (each.amount ?? 0), 0);
    const total = extension.to ?? amount + added;
    due = lastDay(start, total, version, calendar, pauses);
    const say = `${event.on} ${extension.by}，延长到共 ${periodText(total, version)}`;
    workings.push({ say, value: String(total), cite: version.cite });
  }
  return { due, workings };
}

/** Holidays and make-up days on the way, the move of a last day off, and the days no notice covers yet. */
function byCalendar(
  { version, start, calendar }: Running,
  due: Day,
): { end: Day; workings: Working[]; marks: Checked[] } {
  const workings: Working[] = [];
  const cite = '国务院办公厅节假日安排';
  if (version.unit === 'working-day') {
    const { off, made } = skipped(start, due, calendar);
    if (off.length > 0) workings.push({ say: `其间放假：${off.join('、')}`, cite });
    if (made.length > 0) workings.push({ say: `其间补班（算工作日）：${made.join('、')}`, cite });
  }
  const end = version.roll ? rolled(due, calendar) : due;
  if (end !== due) workings.push({ say: `最后一日 ${due} 是休息日，顺延到 ${end}`, cite: '民法典第203条' });
  const uses = version.unit === 'working-day' || version.roll;
  if (!uses || known(calendar, version.before ? end : start, version.before ? start : end)) {
    return { end, workings, marks: [] };
  }
  const say = `放假安排只收录 ${calendar.from} 至 ${calendar.to}，其外按周一至周五推算，须待通知公布后重算`;
  return { end, workings: [...workings, { say }], marks: ['unverified'] };
}

interface Running {
  clock: Clock;
  version: ClockVersion;
  asked: AskedDeadline;
  start: Day;
  calendar: Calendar;
}

/** The whole count: base period, pauses, extensions, days off. */
function reckoned(running: Running): { due: Day; workings: Working[]; marks: Checked[] } | Refused {
  const { clock, version, asked, start } = running;
  const paused = pausesOf(clock, version, asked.events, start);
  if ('refused' in paused) return paused;
  const count = extended(running, paused.pauses);
  if ('refused' in count) return count;
  const { end, workings, marks } = byCalendar(running, count.due);
  const amount = version.amount as number;
  const base = `${clock.title}：${clock.starts}${version.before ? '之前' : '之日起'} ${periodText(amount, version)}`;
  const first = `首日 ${start} 不计，从${version.before ? '前一日倒数' : '次日起数'}`;
  const steps = [
    { say: base, value: String(amount), cite: version.cite },
    { say: first, cite: '民法典第201条' },
  ];
  return {
    due: end,
    workings: [...steps, ...paused.workings, ...count.workings, ...workings],
    marks: [...paused.marks, ...marks],
  };
}

/** A period open only before the event: from the day counted back to the event's own day. */
function withinWindow(
  version: ClockVersion,
  start: Day,
  done: { due: Day; workings: Working[]; marks: Checked[] },
  result: Omit<Deadline, 'due' | 'opens'>,
  note: Working[],
): Ruling<Deadline> {
  const last: Working = { say: `最早 ${done.due}，最晚 ${start} 当日`, value: start };
  return {
    result: { due: start, opens: done.due, ...result },
    workings: [...done.workings, ...note, last],
    cites: [...new Set([version.cite, ...done.workings.flatMap((each) => each.cite ?? [])])],
    checked: weakest([version.checked, ...done.marks]),
  };
}

/** How `deadline.of` is reckoned: the version in force on the day the period begins. */
export function deadlineOf(asked: AskedDeadline, law: Law): Ruling<Deadline> | Refused {
  const clock = clockNamed(asked.clock, law);
  if ('refused' in clock) return clock;
  const plainDay = asDay(asked.from);
  const start = plainDay ?? todayIn(asked.from);
  const version = versionOn(clock, asked.asOf ?? start, asked.county);
  if ('refused' in version) return version;
  const result = { clock: clock.id, title: clock.title, from: asked.from, starts: clock.starts, whose: clock.whose };
  const note: Working[] = version.note ? [{ say: version.note, cite: version.cite }] : [];
  if (version.unit === 'hour') {
    if (plainDay)
      return refuseAt([
        wrong(
          'from',
          asked.from,
          '带时区的时刻，如 2022-03-14T09:30:00+08:00',
          `“${clock.title}”按小时计，起点要写到时刻，如 ${plainDay}T09:30:00+08:00`,
        ),
      ]);
    if (asked.events.length > 0)
      return refuse('INVALID', `“${clock.title}”按小时计，没有中止和延长的规定`, {
        places: [wrong('events', asked.events.length, '不填', '按小时计的期限没有中止和延长')],
      });
    const due = movedByHours(asked.from, version.before ? -(version.amount as number) : (version.amount as number));
    const say = `${clock.title}：${clock.starts}${version.before ? '之前' : '起'} ${periodText(version.amount as number, version)}，连续计算，不因夜间和节假日中断`;
    return {
      result: { due, opens: null, ...result },
      workings: [{ say, value: String(version.amount), cite: version.cite }, ...note],
      cites: [version.cite],
      checked: version.checked,
    };
  }
  const done = reckoned({ clock, version, asked, start, calendar: calendarOf(law, asked.county) });
  if ('refused' in done) return done;
  if (version.within) return withinWindow(version, start, done, result, note);
  const last: Working = { say: `${version.before ? '最迟应在' : '期限最后一日'} ${done.due}`, value: done.due };
  return {
    result: { due: done.due, opens: null, ...result },
    workings: [...done.workings, ...note, last],
    cites: [...new Set([version.cite, ...done.workings.flatMap((each) => each.cite ?? [])])],
    checked: weakest([version.checked, ...done.marks]),
  };
}
