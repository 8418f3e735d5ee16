import { type Day, daysBetween, type Place, thousands } from '#kernel';
import type { Law } from '../../domain/law.ts';
import { type AccidentGrade, accidentGrades, accidentWords } from '../../domain/penalty.ts';
import { wrong } from '../asking.ts';
import type { Working } from '../rule.ts';
import type { Facts } from './facts.ts';

const figuresText = ({ deaths, seriousInjuries, loss_yuan }: Facts) =>
  [
    deaths === undefined ? '' : `死亡 ${deaths} 人`,
    seriousInjuries === undefined ? '' : `重伤 ${seriousInjuries} 人`,
    loss_yuan === undefined ? '' : `直接经济损失 ${thousands(loss_yuan)} 元`,
  ]
    .filter((each) => each !== '')
    .join('、');

/**
 * The grade deaths, serious injuries and loss reach, the gravest of the three (安全事故报告条例 §3): a figure on the line belongs to the
 * graver grade (以上含本数、以下不含本数). Null when none of the three is given.
 */
export function gradeReached(facts: Facts, law: Law): { grade: AccidentGrade; working: Working } | null {
  const { deaths, seriousInjuries, loss_yuan } = facts;
  if (deaths === undefined && seriousInjuries === undefined && loss_yuan === undefined) return null;
  const reached = law.accidentLevels.filter(
    (level) =>
      level.grade === 'general' ||
      (deaths ?? 0) >= level.deaths ||
      (seriousInjuries ?? 0) >= level.seriousInjuries ||
      (loss_yuan ?? 0) >= level.loss_yuan,
  );
  const level = reached.toSorted((a, b) => accidentGrades.indexOf(a.grade) - accidentGrades.indexOf(b.grade)).at(-1);
  if (!level) return null;
  const say = `${figuresText(facts)}，取最重：${accidentWords[level.grade]}`;
  return { grade: level.grade, working: { say, cite: level.cite } };
}

/** A grade named against the figures: graver figures always contradict it, lighter ones only when all three are given. */
function gradeFault(named: AccidentGrade, place: string, facts: Facts, law: Law): Place | null {
  const found = gradeReached(facts, law);
  if (!found || found.grade === named) return null;
  const whole = facts.deaths !== undefined && facts.seriousInjuries !== undefined && facts.loss_yuan !== undefined;
  if (accidentGrades.indexOf(found.grade) < accidentGrades.indexOf(named) && !whole) return null;
  return wrong(
    place,
    named,
    `${found.grade}（${accidentWords[found.grade]}）`,
    `写的是${accidentWords[named]}，但${figuresText(facts)}按${found.working.cite}是${accidentWords[found.grade]}，两处不一致`,
  );
}

/**
 * What cannot be true together in the facts of a case: a grade of accident against its figures, the grade of the item cited against
 * the case, refusal before the order or after the decision. Empty when the facts fit.
 */
export function contradictions(facts: Facts, itemGrade: AccidentGrade | null, law: Law, decided: Day): Place[] {
  const found: (Place | null)[] = [];
  const { accident, orderedOn, refusedUntil } = facts;
  if (accident !== undefined) found.push(gradeFault(accident, 'facts.accident', facts, law));
  if (itemGrade !== null && accident !== undefined && accident !== itemGrade)
    found.push(
      wrong(
        'provision',
        accidentWords[itemGrade],
        accidentWords[accident],
        `所引的一项是${accidentWords[itemGrade]}，案情写的是${accidentWords[accident]}，两处不一致`,
      ),
    );
  else if (itemGrade !== null) found.push(gradeFault(itemGrade, 'provision', facts, law));
  if (orderedOn !== undefined && refusedUntil !== undefined && daysBetween(orderedOn, refusedUntil) < 1)
    found.push(
      wrong(
        'facts.refusedUntil',
        refusedUntil,
        `${orderedOn} 的次日及以后`,
        `按日连续处罚自责令改正之日（${orderedOn}）的次日起计，${refusedUntil} 不在其后`,
      ),
    );
  for (const [name, day, title] of [
    ['orderedOn', orderedOn, '责令改正之日'],
    ['refusedUntil', refusedUntil, '拒不改正到的一日'],
  ] as const)
    if (day !== undefined && day > decided)
      found.push(wrong(`facts.${name}`, day, `${decided} 及以前`, `${title} ${day} 晚于决定之日 ${decided}`));
  return found.filter((each) => each !== null);
}
