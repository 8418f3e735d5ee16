import { addMonths, type Day, day, type Place, type Refused, weakest } from '#kernel';
import { refuseAt, refuseBefore, wrong } from '../asking.ts';
import type { Ruling } from '../rule.ts';
import { type DutyLaw, Notes, type Standing } from './numbers.ts';

export const reviewEventWords = {
  'unit-changed': '装置、设施新建、改建、扩建',
  'process-changed': '危险化学品种类、数量、工艺改变',
  'surroundings-changed': '外界环境改变',
  accident: '发生事故造成伤亡',
  'standard-changed': '有关标准改变',
} as const;
export type ReviewEvent = keyof typeof reviewEventWords;

export interface ReviewGiven {
  /** Day of the last identification, assessment and grading (上次辨识评估日). */
  assessed: Day;
  events?: readonly { on: Day; kind: ReviewEvent }[] | undefined;
}

export interface ReviewDue {
  /** The last day by which it must be done again; the day of the event where something happened. */
  due: Day;
  overdue: boolean;
  /** `interval` 三年期满, or what happened. */
  because: 'interval' | ReviewEvent;
}

export const reviewFloor = day('2011-12-01');
/** GB 18218-2018 came into force: whatever was assessed before it must be assessed again. */
const standardChanged = day('2019-03-01');

/** When a major-hazard source must be identified, assessed and graded again (重大危险源复评): 总局令40 §11; three years. */
export function hazardSourceReview(given: ReviewGiven, law: DutyLaw, on: Day): Ruling<ReviewDue> | Refused {
  const early = refuseBefore(on, reviewFloor, '重大危险源复评');
  if (early) return early;
  const places: Place[] = [];
  if (given.assessed > on) {
    const message = `上次评估日 ${given.assessed} 晚于 ${on}`;
    places.push(wrong('assessed', given.assessed, `不晚于 ${on}`, message));
  }
  (given.events ?? []).forEach((each, i) => {
    if (each.on <= on) return;
    places.push(wrong(`events.${i}.on`, each.on, `不晚于 ${on}`, `第 ${i + 1} 项变化的日期 ${each.on} 晚于 ${on}`));
  });
  if (places.length > 0) return refuseAt(places);
  const notes = new Notes(law, on);
  const months = notes.find('hazard-source-review-months') as Standing;
  const every = addMonths(given.assessed, Number(months.value));
  notes.say(`上次评估 ${given.assessed}，满 ${months.value} 个月为 ${every}`, months);
  const events = [...(given.events ?? [])];
  if (given.assessed < standardChanged && on >= standardChanged)
    events.push({ on: standardChanged, kind: 'standard-changed' });
  const after = events.filter((each) => each.on > given.assessed).sort((a, b) => (a.on < b.on ? -1 : 1));
  for (const each of after) notes.say(`${each.on} ${reviewEventWords[each.kind]}：应重新辨识、评估、分级`, months);
  const first = after[0];
  const because: ReviewDue['because'] = first && first.on < every ? first.kind : 'interval';
  const due = first && first.on < every ? first.on : every;
  const overdue = on > due;
  notes.workings.push({ say: `最迟 ${due} 完成，${overdue ? '已逾期' : '未逾期'}`, value: due });
  return {
    result: { due, overdue, because },
    workings: notes.workings,
    cites: notes.cites,
    checked: weakest(notes.marks),
  };
}
