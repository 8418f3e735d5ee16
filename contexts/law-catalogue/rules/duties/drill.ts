import { type Day, day, type Place, type Refused, weakest } from '#kernel';
import { refuseAt, refuseBefore, wrong } from '../asking.ts';
import type { Ruling } from '../rule.ts';
import { type DutyLaw, Notes, type Standing } from './numbers.ts';
import { type DutySector, dutySectorWords, isMine } from './words.ts';

export const drillWords = {
  comprehensive: '综合演练',
  special: '专项演练',
  'on-site': '现场处置演练',
  'mine-plan': '矿山灾害预防和处理计划演练',
} as const;
export type DrillKind = keyof typeof drillWords;

export interface DrillGiven {
  sector: DutySector | 'government';
  /** A place where people gather (人员密集场所): drills as the high-risk sectors do. */
  crowded?: boolean | undefined;
  /** Drills held, to say what the running half-year or year still lacks. */
  held?: readonly { on: Day; kind: DrillKind }[] | undefined;
}

/** One drill duty: once in every half-year (6) or year (12) or two years (24), counted by the calendar. */
export interface DrillDuty {
  what: string;
  everyMonths: number;
  kinds: readonly DrillKind[];
  /** Last day of the running period. */
  by: Day;
  done: boolean;
}

export interface DrillRequired {
  drills: readonly DrillDuty[];
  /** Whether the drill must be reported to the county's safety department. */
  report: boolean;
}

export const drillFloor = day('2016-07-01');

/** The running period a day lies in: January–June and July–December, the calendar year, or two years from an even one. */
export function periodOf(on: Day, months: number): { first: Day; last: Day } {
  const year = Number(on.slice(0, 4));
  if (months === 6) {
    return on.slice(5, 7) <= '06'
      ? { first: day(`${year}-01-01`), last: day(`${year}-06-30`) }
      : { first: day(`${year}-07-01`), last: day(`${year}-12-31`) };
  }
  const first = months === 24 ? year - (year % 2) : year;
  return { first: day(`${first}-01-01`), last: day(`${first + months / 12 - 1}-12-31`) };
}

function dutyOf(
  notes: Notes,
  standing: Standing,
  what: string,
  kinds: readonly DrillKind[],
  given: DrillGiven,
  on: Day,
): DrillDuty {
  const everyMonths = Number(standing.value);
  const { first, last } = periodOf(on, everyMonths);
  const held = given.held ?? [];
  const done = held.some((each) => each.on >= first && each.on <= on && kinds.includes(each.kind));
  const span = everyMonths === 6 ? '每半年' : everyMonths === 12 ? '每年' : `每 ${everyMonths / 12} 年`;
  notes.say(`${what}：${span}至少一次；本期 ${first} 至 ${last}，${done ? '已演练' : '尚未演练'}`, standing);
  return { what, everyMonths, kinds, by: last, done };
}

/** Drills an enterprise or a department must hold (应急演练): 应急条例 §8, 预案管理办法 §33, 矿山安全法实施条例 §40. */
export function drillRequired(given: DrillGiven, law: DutyLaw, on: Day): Ruling<DrillRequired> | Refused {
  const early = refuseBefore(on, drillFloor, '应急演练');
  if (early) return early;
  const places: Place[] = (given.held ?? []).flatMap((each, i) =>
    each.on > on
      ? [wrong(`held.${i}.on`, each.on, `不晚于 ${on}`, `第 ${i + 1} 次演练的日期 ${each.on} 晚于 ${on}`)]
      : [],
  );
  if (places.length > 0) return refuseAt(places);
  const notes = new Notes(law, on);
  const drills: DrillDuty[] = [];
  const add = (id: string, what: string, kinds: readonly DrillKind[]) => {
    const standing = notes.find(id);
    if (standing) drills.push(dutyOf(notes, standing, what, kinds, given, on));
    return standing !== null;
  };
  const { sector } = given;
  const high = sector !== 'government' && (sector !== 'other' || given.crowded === true);
  let report = false;
  if (sector === 'government') {
    if (!add('drill-government-months', '部门应急预案演练', ['comprehensive', 'special'])) {
      notes.workings.push({ say: '当日没有收录政府部门演练的次数规定' });
    }
  } else {
    notes.workings.push({ say: `${dutySectorWords[sector]}${given.crowded ? '，人员密集场所' : ''}` });
    report = high && add('drill-high-months', '应急预案演练', ['comprehensive', 'special', 'on-site']);
    add('drill-other-months', '综合或专项应急预案演练', ['comprehensive', 'special']);
    add('drill-site-months', '现场处置方案演练', ['on-site']);
    if (isMine(sector)) add('drill-mine-months', '矿山灾害预防和处理计划演练', ['mine-plan']);
    if (report)
      notes.workings.push({
        say: '演练情况报县级以上负有安全生产监督管理职责的部门',
        cite: '生产安全事故应急条例第8条第2款',
      });
  }
  return { result: { drills, report }, workings: notes.workings, cites: notes.cites, checked: weakest(notes.marks) };
}
