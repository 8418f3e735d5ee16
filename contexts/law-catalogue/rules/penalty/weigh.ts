import { add, compare, type Day, type Exact, exact, exactText, mul, type Refused, sub } from '#kernel';
import type { Circumstance, DiscretionModel } from '../../domain/enforcement.ts';
import type { Law } from '../../domain/law.ts';
import { type PenaltySubject, subjectWords } from '../../domain/penalty.ts';
import { refuseAt, wrong } from '../asking.ts';
import type { Working } from '../rule.ts';
import { yuanText } from './fine.ts';

/** A circumstance as it is named in a case. */
export interface NamedCircumstance {
  id: string;
  mitigate?: boolean | undefined;
  evidence?: string | undefined;
}

/** The circumstances of a case, found in the catalogue, and how each works. */
export interface Weighed {
  found: { circumstance: Circumstance; mitigate: boolean; evidence: string | undefined }[];
  workings: Working[];
}

/** A circumstance that cannot hold for whom is punished, or not beside another that was named. */
function misfit(
  circumstance: Circumstance,
  found: Weighed['found'],
  subject: PenaltySubject,
  place: string,
): Refused | null {
  const { id, title, cite } = circumstance;
  if (circumstance.onlyFor === 'person' && (subject === 'enterprise' || subject === 'agency')) {
    const message = `“${title}”（${cite}）只对自然人适用，被罚的是${subjectWords[subject]}`;
    return refuseAt([wrong(place, id, '只用于处罚个人', message)]);
  }
  const against = found.find(
    (each) => each.circumstance.contradicts.includes(id) || circumstance.contradicts.includes(each.circumstance.id),
  );
  if (!against) return null;
  const message = `“${title}”与“${against.circumstance.title}”不能同时成立`;
  return refuseAt([wrong(place, id, '不与其他情节相矛盾', message)]);
}

/** Finds the circumstances named, or refuses what the law of the day of decision does not know. */
export function weighed(
  asked: { circumstances: readonly NamedCircumstance[]; subject: PenaltySubject },
  law: Law,
  decided: Day,
): Weighed | Refused {
  const found: Weighed['found'] = [];
  for (const [i, { id, mitigate = false, evidence }] of asked.circumstances.entries()) {
    const circumstance = law.circumstances.get(id);
    const there = [...law.circumstances.values()].filter(
      (each) => each.from <= decided && (each.to === null || decided <= each.to),
    );
    const place = `circumstances.${i}`;
    if (!circumstance || !there.includes(circumstance)) {
      const allowed = there.map((each) => `${each.id}（${each.title}）`).join('、');
      return refuseAt([
        wrong(
          `${place}.id`,
          id,
          allowed,
          circumstance
            ? `情节“${circumstance.title}”的依据（${circumstance.cite}）在 ${decided} 不适用`
            : `没有情节“${id}”，可用的有：${allowed}`,
        ),
      ]);
    }
    const fault = misfit(circumstance, found, asked.subject, `${place}.id`);
    if (fault) return fault;
    if (mitigate && circumstance.effect !== 'lighten-or-mitigate') {
      return refuseAt([
        wrong(
          `${place}.mitigate`,
          true,
          '只用于应当从轻或者减轻的情节',
          `“${circumstance.title}”不是减轻处罚的法定情节`,
        ),
      ]);
    }
    if (found.some((each) => each.circumstance.id === id))
      return refuseAt([wrong(`${place}.id`, id, '不重复', `情节“${circumstance.title}”重复`)]);
    found.push({ circumstance, mitigate, evidence });
  }
  const word = ({ circumstance, mitigate }: Weighed['found'][number]) =>
    ({
      'must-exempt': '应当不予处罚',
      'may-exempt': '可以不予处罚',
      'lighten-or-mitigate': mitigate ? '减轻' : '从轻',
      'may-lighten': '从轻',
      aggravate: '从重',
    })[circumstance.effect];
  const workings = found.map(
    (each): Working => ({
      say: `情节：${each.circumstance.title}，${word(each)}${each.evidence ? `（证据：${each.evidence}）` : '（没有写证据）'}`,
      cite: each.circumstance.cite,
    }),
  );
  return { found, workings };
}

const clamp = (x: Exact): Exact => (compare(x, 0) < 0 ? exact(0) : compare(x, 1) > 0 ? exact(1) : x);

/** Where in the tier: the model's middle, a step down for each lighter circumstance and up for each graver one. */
export function placed(
  model: DiscretionModel,
  { found }: Weighed,
  tier: { min: number; max: number },
  band: { min_yuan: number },
): { amount: Exact; multiplier: Exact; workings: Working[] } {
  const lighter = found.filter(
    ({ circumstance }) => circumstance.effect === 'lighten-or-mitigate' || circumstance.effect === 'may-lighten',
  ).length;
  const graver = found.filter(({ circumstance }) => circumstance.effect === 'aggravate').length;
  const cite = model.basis;
  if (found.some(({ mitigate }) => mitigate) && graver === 0 && band.min_yuan > 0) {
    const amount = mul(band.min_yuan, model.mitigate);
    const workings = [
      {
        say: `减轻：法定下限 ${yuanText(band.min_yuan)} × ${model.mitigate}，低于法定下限，须集体讨论`,
        value: exactText(amount),
        cite,
      },
    ];
    return { amount, multiplier: exact(model.mitigate), workings };
  }
  const multiplier = clamp(add(sub(model.position, mul(model.lighten, lighter)), mul(model.aggravate, graver)));
  const amount = add(tier.min, mul(sub(tier.max, tier.min), multiplier));
  const step = `${model.position}${lighter > 0 ? ` − ${model.lighten}×${lighter}` : ''}${graver > 0 ? ` + ${model.aggravate}×${graver}` : ''}`;
  return {
    amount,
    multiplier,
    workings: [
      { say: `阶次内落点：${step}，在 0 到 1 之间`, value: exactText(multiplier), cite },
      {
        say: `${yuanText(tier.min)} +（${yuanText(tier.max)} − ${yuanText(tier.min)}）× ${exactText(multiplier)}`,
        value: exactText(amount),
        cite,
      },
    ],
  };
}
