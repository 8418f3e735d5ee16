import { type Day, day, mul, type Place, type Refused, weakest } from '#kernel';
import { printed, refuseAt, refuseBefore, roundedUp, wrong } from '../asking.ts';
import type { Ruling } from '../rule.ts';
import { type DutyLaw, Notes, type Standing } from './numbers.ts';
import { type DutySector, dutySectorWords, needsEngineer, needsFullTime, sharesEngineers } from './words.ts';

export interface StaffingGiven {
  sector: DutySector;
  /** 从业人员, of the contractor's project department where the sector is that. */
  employees: number;
  /** Safety managers in post (安全生产管理人员): needed for the share of engineers. */
  managers?: number | undefined;
  /** Size of an open-pit mine: from `medium` on a safety director is asked for in this county. */
  scale?: 'small' | 'medium' | 'large' | undefined;
}

/** Fewest full-time safety staff and registered engineers. `fullTime` 0: part-time staff will do. `engineers` null: unsettled. */
export interface StaffingRequired {
  fullTime: number;
  partTimeAllowed: boolean;
  engineers: number | null;
  posts: readonly string[];
}

export const staffingFloor = day('2014-12-01');

/** By sector: from which headcount, which share, which least number. A tailings pond has the general duty only. */
const shares: Partial<Record<DutySector, { over?: string; share: string; least: string }>> = {
  'metal-smelting': { over: 'staff-smelting-over', share: 'staff-smelting-share', least: 'staff-smelting-least' },
  'underground-mine': { share: 'staff-mine-share', least: 'staff-underground-least' },
  'open-pit-mine': { share: 'staff-mine-share', least: 'staff-open-pit-least' },
  'small-quarry': { share: 'staff-mine-share', least: 'staff-small-quarry-least' },
  'mine-contractor': { share: 'staff-contractor-share', least: 'staff-contractor-least' },
};

function ofSector(given: StaffingGiven, least: number, notes: Notes): number {
  const spec = shares[given.sector];
  if (!spec) return least;
  const [share, most, over] = [
    notes.find(spec.share),
    notes.find(spec.least),
    spec.over ? notes.find(spec.over) : null,
  ];
  if (!share || !most || (spec.over && !over)) return least;
  if (over && given.employees <= Number(over.value)) {
    notes.say(`从业人员 ${given.employees} 人，不超过 ${over.value} 人：不按比例配备`, over);
    return least;
  }
  const product = mul(given.employees, share.value);
  const counted = roundedUp(product);
  const found = Math.max(counted, Number(most.value), least);
  const permille = printed(mul(share.value, 1000));
  notes.say(
    `${dutySectorWords[given.sector]}：${given.employees} × ${permille}‰ = ${printed(product)}，进整 ${counted} 人，不少于 ${most.value} 人，取 ${found} 人`,
    share,
    most,
    ...(over ? [over] : []),
  );
  return found;
}

function fullTimeOf(given: StaffingGiven, notes: Notes): number {
  const general = notes.find('staff-high-risk-least') as Standing;
  const over = notes.find('staff-full-time-over') as Standing;
  if (needsFullTime(given.sector)) {
    notes.say(`${dutySectorWords[given.sector]}：应设安全生产管理机构或配专职安全生产管理人员`, general);
    return ofSector(given, Number(general.value), notes);
  }
  if (given.employees > Number(over.value)) {
    notes.say(`从业人员 ${given.employees} 人，超过 ${over.value} 人：应设机构或配专职人员`, over);
    return 1;
  }
  notes.say(`从业人员 ${given.employees} 人，不超过 ${over.value} 人：可以配专职或兼职人员`, over);
  return 0;
}

function engineersOf(given: StaffingGiven, fullTime: number, notes: Notes): number | null {
  const general = notes.find('engineer-high-risk-least');
  let least = 0;
  if (general && needsEngineer(given.sector)) {
    least = Number(general.value);
    notes.say(`应有注册安全工程师从事管理，至少 ${least} 人`, general);
  }
  const parts = ['engineer-employees-from', 'engineer-share', 'engineer-few-managers', 'engineer-few-least'];
  const [from, share, few, one] = parts.map((id) => notes.find(id));
  if (!from || !share || !few || !one || !sharesEngineers(given.sector)) return least;
  if (given.employees < Number(from.value)) {
    notes.say(
      `从业人员 ${given.employees} 人，不到 ${from.value} 人：不按比例配备注册安全工程师，可以配备或委托`,
      from,
    );
    return least;
  }
  if (given.managers === undefined) {
    notes.say(
      `从业人员 ${given.employees} 人，达到 ${from.value} 人：注册安全工程师按安全管理人员数计算，请填 managers（至少 ${fullTime} 人）`,
      from,
    );
    return null;
  }
  if (given.managers <= Number(few.value)) {
    notes.say(
      `安全管理人员 ${given.managers} 人，不超过 ${few.value} 人：注册安全工程师至少 ${one.value} 人`,
      few,
      one,
    );
    return Math.max(least, Number(one.value));
  }
  const product = mul(given.managers, share.value);
  const counted = roundedUp(product);
  notes.say(`安全管理人员 ${given.managers} 人 × 15% = ${printed(product)}，进整 ${counted} 人`, share);
  return Math.max(least, counted);
}

function postsOf(given: StaffingGiven, on: Day, notes: Notes): string[] {
  if (given.sector === 'underground-mine' && notes.find('staff-underground-least')) {
    const basis = notes.find('staff-underground-least') as Standing;
    notes.say('专职配备矿长、总工程师和分管安全、生产、机电的副矿长', basis);
    return ['矿长', '总工程师', '分管安全的副矿长', '分管生产的副矿长', '分管机电的副矿长'];
  }
  const director = given.sector === 'open-pit-mine' && given.scale !== undefined && given.scale !== 'small';
  if (!director || on < '2022-03-14') return [];
  notes.workings.push({ say: '中型以上露天矿山配安全总监并进入领导班子', cite: '泽应急发〔2022〕63号五（四）' });
  return ['安全总监'];
}

const count = (place: string, name: string, value: number, least: number): Place[] =>
  Number.isSafeInteger(value) && value >= least
    ? []
    : [wrong(place, value, `不小于 ${least} 的整数`, `${name}“${value}”不对：应为不小于 ${least} 的整数`)];

/** Safety staff an enterprise must have (安全管理人员配备): 安全生产法 §24, §27, 总局令91 §10, 总局令11 §6, 矿安〔2022〕4号. */
export function staffingRequired(given: StaffingGiven, law: DutyLaw, on: Day): Ruling<StaffingRequired> | Refused {
  const early = refuseBefore(on, staffingFloor, '安全管理人员配备');
  if (early) return early;
  const places = [
    ...count('employees', '从业人员', given.employees, 1),
    ...(given.managers === undefined ? [] : count('managers', '安全生产管理人员', given.managers, 0)),
  ];
  if (places.length === 0 && given.managers !== undefined && given.managers > given.employees) {
    const message = `安全生产管理人员 ${given.managers} 人多于从业人员 ${given.employees} 人`;
    places.push(wrong('managers', given.managers, `不超过 ${given.employees}`, message));
  }
  if (places.length > 0) return refuseAt(places);
  const notes = new Notes(law, on);
  const fullTime = fullTimeOf(given, notes);
  const engineers = engineersOf(given, fullTime, notes);
  const posts = postsOf(given, on, notes);
  return {
    result: { fullTime, partTimeAllowed: fullTime === 0, engineers, posts },
    workings: notes.workings,
    cites: notes.cites,
    checked: weakest(notes.marks),
  };
}
