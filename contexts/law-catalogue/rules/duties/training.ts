import { type Day, day, type Refused, weakest } from '#kernel';
import { refuseBefore } from '../asking.ts';
import type { Ruling } from '../rule.ts';
import { type DutyLaw, Notes } from './numbers.ts';
import { type DutySector, dutySectorWords, isMine, trainsLonger } from './words.ts';

export const trainingRoleWords = {
  principal: '主要负责人',
  'safety-manager': '安全生产管理人员',
  worker: '从业人员',
} as const;
export type TrainingRole = keyof typeof trainingRoleWords;

export interface TrainingGiven {
  sector: DutySector;
  role: TrainingRole;
  /** Works in confined spaces as approver, attendant, entrant or rescuer. */
  confinedSpace?: boolean | undefined;
}

/** Hours (学时) before taking up work and in every later year; null where no number is laid down. */
export interface TrainingRequired {
  initialHours: number | null;
  yearlyHours: number | null;
  /** Months under a mentor (师带徒) before working alone underground. */
  mentoringMonths: number | null;
  /** At least once in so many months, beside the hours. */
  confinedSpaceMonths: number | null;
}

export const trainingFloor = day('2015-07-01');

/** Several rules may ask at once: the largest number satisfies them all. */
function most(notes: Notes, what: string, ids: readonly string[]): number | null {
  const found = ids.flatMap((id) => notes.find(id) ?? []);
  if (found.length === 0) return null;
  for (const each of found) notes.say(`${each.title}：不少于 ${each.value} 学时`, each);
  const hours = Math.max(...found.map((each) => Number(each.value)));
  if (found.length > 1) notes.workings.push({ say: `${what}几项规定同时适用，取最高的 ${hours} 学时` });
  return hours;
}

function idsOf({ sector, role }: TrainingGiven): { initial: string[]; yearly: string[] } {
  const degree = trainsLonger(sector) ? 'high' : 'other';
  if (role !== 'worker')
    return { initial: [`training-leader-${degree}-initial`], yearly: [`training-leader-${degree}-yearly`] };
  const initial = [`training-worker-${degree}-initial`];
  const yearly = degree === 'high' ? ['training-worker-high-yearly'] : [];
  if (sector === 'underground-mine') initial.push('training-underground-initial');
  if (sector === 'open-pit-mine') initial.push('training-open-pit-initial');
  if (isMine(sector)) yearly.push('training-mine-yearly');
  if (sector === 'small-quarry') {
    initial.push('training-quarry-initial');
    yearly.push('training-quarry-yearly');
  }
  return { initial, yearly };
}

/** Hours of safety training (安全培训学时): 总局令3 §9, §13, 矿山安全法实施条例 §35, 总局令39 §7, 令13 §9. */
export function trainingRequired(given: TrainingGiven, law: DutyLaw, on: Day): Ruling<TrainingRequired> | Refused {
  const early = refuseBefore(on, trainingFloor, '安全培训学时');
  if (early) return early;
  const notes = new Notes(law, on);
  notes.workings.push({ say: `${dutySectorWords[given.sector]}，${trainingRoleWords[given.role]}` });
  const { initial, yearly } = idsOf(given);
  const initialHours = most(notes, '初次培训', initial);
  const yearlyHours = most(notes, '每年再培训', yearly);
  if (yearlyHours === null) notes.workings.push({ say: '每年再培训没有统一的学时规定，按企业培训计划' });
  const underground = given.sector === 'underground-mine' && given.role === 'worker';
  const mentoring = underground ? notes.find('training-underground-mentoring') : null;
  if (mentoring) notes.say(`${mentoring.title}：${mentoring.value} 个月，期满考核合格方可独立上岗`, mentoring);
  const space = given.confinedSpace ? notes.find('training-confined-space-months') : null;
  if (space) notes.say(`${space.title}：每 ${space.value} 个月至少一次，考核合格方可参与`, space);
  else if (given.confinedSpace) notes.workings.push({ say: '当日的有限空间规定要求专项培训，没有写明间隔' });
  return {
    result: {
      initialHours,
      yearlyHours,
      mentoringMonths: mentoring ? Number(mentoring.value) : null,
      confinedSpaceMonths: space ? Number(space.value) : null,
    },
    workings: notes.workings,
    cites: notes.cites,
    checked: weakest(notes.marks),
  };
}
