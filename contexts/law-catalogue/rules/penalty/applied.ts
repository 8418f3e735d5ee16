import { type Day, type Place, type Refused, refuse } from '#kernel';
import type { Law } from '../../domain/law.ts';
import { type PenaltyStageRule, type Provision, stageWords, subjectWords } from '../../domain/penalty.ts';
import {
  assureWorkOn,
  editionOf,
  editionsOf,
  gradeNamed,
  provisionsNamed,
  readProvision,
} from '../../domain/provision.rule.ts';
import { refuseAt, wrong } from '../asking.ts';
import type { Working } from '../rule.ts';
import type { AskedFine } from './facts.ts';
import { type Band, bandOf } from './fine.ts';
import { contradictions } from './sense.ts';

/** The provision applied with its stage and band. */
export interface Applied {
  provision: Provision;
  rule: PenaltyStageRule;
  band: Band | null;
  workings: readonly Working[];
  cites: readonly string[];
}

export const isPlaces = (value: unknown): value is Place[] => Array.isArray(value);
const names = (provisions: readonly Provision[]) => [...new Set(provisions.map((each) => each.name))].join('、');

function unknownName({ provision: text }: AskedFine, law: Law): Refused {
  const asked = readProvision(text);
  const works = [...new Set(law.works.values())];
  if (!asked)
    return refuseAt([
      wrong(
        'provision',
        text,
        '安全生产法§102、安全生产法§99(2)',
        `“${text}”看不懂：应写成 安全生产法§102，分项的写成 安全生产法§99(2)`,
      ),
    ]);
  const work = law.works.get(asked.work);
  if (work === undefined)
    return refuseAt([
      wrong('provision', text, works.join('、'), `没有收录“${asked.work}”的罚则，收录的有：${works.join('、')}`),
    ]);
  const own = editionsOf(law, work).findLast((edition) => edition.some((each) => !each.unknown)) ?? [];
  const same = own.filter((each) => each.article === asked.article);
  const allowed = same.length > 0 ? names(same) : [...new Set(own.map((each) => `§${each.article}`))].join('、');
  return refuseAt([wrong('provision', text, allowed, `${work}没有罚则“${text}”，可用的有：${allowed}`)]);
}

/** Of the items an article has, those that speak of this stage and subject. */
function stageOf(
  provisions: readonly Provision[],
  { stage, subject, facts, provision: text }: AskedFine,
): { found: Provision; rule: PenaltyStageRule }[] | Refused {
  const staged = provisions.flatMap((found) =>
    found.stages.filter((rule) => rule.stage === stage).map((rule) => ({ found, rule })),
  );
  if (staged.length === 0) {
    const allowed = [...new Set(provisions.flatMap((each) => each.stages.map((rule) => rule.stage)))];
    const words = allowed.map((each) => `${each}（${stageWords[each]}）`).join('、');
    return refuseAt([wrong('stage', stage, words, `“${text}”没有“${stageWords[stage]}”这一阶段，只有 ${words}`)]);
  }
  const punished = new Set(
    provisions.flatMap((each) => each.stages.flatMap((rule) => rule.fines.map((fine) => fine.on))),
  );
  // A paragraph that adds to another one for the gravest circumstances (第114条第二款) is meant only when they are given.
  const meant = staged.filter(({ found }) => !found.gravest || facts.egregious === true);
  if (punished.size > 0 && !punished.has(subject) && subject !== 'enterprise') {
    const words = [...punished].map((each) => `${each}（${subjectWords[each]}）`).join('、');
    const more =
      subject === 'safety-manager' || subject === 'principal'
        ? '；作为直接责任人员处罚的按 responsible-person 查，本人没有履行职责的查 安全生产法§94 至 §96'
        : '';
    return refuseAt([
      wrong('subject', subject, words, `“${text}”不处罚${subjectWords[subject]}，处罚对象是 ${words}${more}`),
    ]);
  }
  if (meant.length === 0 || provisions.length === 1) return staged;
  return facts.egregious && meant.some(({ found }) => found.gravest)
    ? meant.filter(({ found }) => found.gravest)
    : meant;
}

/** What one edition gives, without regard to another day. */
export function applyEdition(asked: AskedFine, found: Provision, rule: PenaltyStageRule, law: Law): Applied | Place[] {
  const band = bandOf(found, rule, asked.subject, asked.facts, law);
  if (isPlaces(band)) return band;
  const stage: Working = {
    say: `阶段：${stageWords[rule.stage]}${rule.trigger && rule.trigger !== stageWords[rule.stage] ? `（${rule.trigger}）` : ''}${rule.order ? `，${rule.order}` : ''}`,
    cite: found.cite,
  };
  const fine: Working[] = band
    ? [...band.workings]
    : [{ say: `这一阶段对${subjectWords[asked.subject]}没有罚款`, cite: found.cite }];
  return { provision: found, rule, band, workings: [stage, ...fine], cites: [found.cite] };
}

/** What the provision named says of the case: the grade of accident an item stands for; refused where it is at odds with the facts. */
function withGrade(asked: AskedFine, named: readonly Provision[], law: Law, on: Day): AskedFine | Refused {
  const name = readProvision(asked.provision);
  const grades = new Set(name ? named.map((each) => gradeNamed(each, name)) : []);
  const [grade = null] = grades.size === 1 ? grades : [];
  const faults = contradictions(asked.facts, grade, law, asked.facts.decidedOn ?? on);
  if (faults.length > 0) return refuseAt(faults);
  return grade === null ? asked : { ...asked, facts: { ...asked.facts, accident: grade } };
}

/**
 * One edition's answer, or why there is none; `null` when the law of that day did not know the act. `numbered` is the day by whose
 * numbers the name is read when the newest edition has no such article: 59号令 §28 in 2022 stays the same act in 2024.
 */
export function rangeOn(given: AskedFine, law: Law, on: Day, numbered: Day = on): Applied | Refused | null {
  const name = readProvision(given.provision);
  const work = name ? law.works.get(name.work) : undefined;
  if (!name || work === undefined) return unknownName(given, law);
  assureWorkOn(law, work, on);
  const named = provisionsNamed(law, name, numbered);
  if (named.length === 0) return unknownName(given, law);
  const asked = withGrade(given, named, law, on);
  if ('refused' in asked) return asked;
  const there = named.flatMap((each) => editionOf(law, each, on) ?? []);
  if (there.length === 0) return null;
  const blank = there.find((each) => each.unknown);
  if (blank) {
    return refuse('INVALID', `${blank.cite}的罚款幅度没有收录，不能给出${blank.note ? `：${blank.note}` : ''}`, {
      places: [wrong('provision', asked.provision, '条文已取得的罚则', `${blank.cite}的罚款幅度没有收录`)],
    });
  }
  const staged = stageOf(there, asked);
  if ('refused' in staged) return staged;
  const [first, ...rest] = staged as [
    { found: Provision; rule: PenaltyStageRule },
    ...{ found: Provision; rule: PenaltyStageRule }[],
  ];
  const alike = (rule: PenaltyStageRule) => JSON.stringify(rule) === JSON.stringify(first.rule);
  if (!rest.every((each) => alike(each.rule))) {
    const allowed = names(staged.map((each) => each.found));
    return refuseAt([
      wrong('provision', asked.provision, allowed, `“${asked.provision}”各项（款）的处罚不同，请写明：${allowed}`),
    ]);
  }
  const applied = applyEdition(asked, first.found, first.rule, law);
  if (isPlaces(applied))
    return refuse('INCOMPLETE', applied[0]?.message, { places: applied, missing: applied.map((each) => each.place) });
  if (rest.length === 0 || name.item !== null) return applied;
  return {
    ...applied,
    workings: [
      {
        say: `${applied.provision.work}第${applied.provision.article}条各项罚则相同，以第${applied.provision.item}项为例`,
        cite: applied.provision.cite,
      },
      ...applied.workings,
    ],
  };
}

/** The law of that day had no such provision: when it begins, or that it ended. */
export function noProvision(asked: AskedFine, law: Law, on: Day): Refused {
  const name = readProvision(asked.provision);
  const [named] = name ? provisionsNamed(law, name, on) : [];
  if (!named) return unknownName(asked, law);
  const message =
    on < named.from
      ? `${on} 的法律没有这项罚则：${named.cite}自 ${named.from} 起施行`
      : `${named.cite}到 ${named.to} 为止，${on} 没有收录接续的罚则`;
  return refuseAt([wrong('on', on, on < named.from ? `${named.from} 及以后` : `${named.to} 及以前`, message)]);
}
