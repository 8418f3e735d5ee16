import type { Day } from '#kernel';
import { calculators, type Option } from './domain/calculators/index.ts';
import type { Law } from './domain/law.ts';
import { countyOf, localOn } from './domain/local.rule.ts';
import { sectors, sectorWords } from './domain/words.ts';
import { drillWords } from './rules/duties/drill.ts';
import { reviewEventWords } from './rules/duties/review.ts';
import { trainingRoleWords } from './rules/duties/training.ts';
import { dutySectorWords } from './rules/duties/words.ts';

const listed = (words: Readonly<Record<string, string>>): Option[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
const scores = (of: readonly { score: number; text: string }[]): Option[] =>
  of.map(({ score, text }) => ({ value: String(score), label: `${score}　${text}` }));
const holds = (span: { from: Day; to: Day | null }, on: Day) => span.from <= on && (span.to === null || on <= span.to);

const effectWords: Readonly<Record<string, string>> = {
  'must-exempt': '不予处罚',
  'may-exempt': '可以不予处罚',
  'lighten-or-mitigate': '从轻或减轻',
  'may-lighten': '可以从轻',
  aggravate: '从重',
};

/** Every list a calculator's fields may name, as it stands on a day. */
const lists: Readonly<Record<string, (law: Law, on: Day) => Option[]>> = {
  substances: ({ majorHazard }) => [
    ...majorHazard.substances.map(({ name, aliases, cas, q_t }) => ({
      value: name,
      label: [name, ...aliases].join('、'),
      note: `${cas.join('、')}　临界量 ${q_t} 吨`,
    })),
    ...majorHazard.listed.map(({ name, aliases, cas, categories }) => ({
      value: name,
      label: [name, ...aliases].join('、'),
      note: `${cas.join('、')}　类别 ${categories.join('、')}`,
    })),
  ],
  categories: ({ majorHazard }) =>
    majorHazard.categories.map(({ symbol, hazard, text, q_t }) => ({
      value: symbol,
      label: `${symbol}　${hazard}：${text}`,
      note: `临界量 ${q_t} 吨`,
    })),
  'lec-L': ({ risk }) => scores(risk.lec.L),
  'lec-E': ({ risk }) => scores(risk.lec.E),
  'lec-C': ({ risk }) => scores(risk.lec.C),
  'ls-L': ({ risk }) => scores(risk.ls.L),
  'ls-S': ({ risk }) => scores(risk.ls.S),
  provisions: ({ provisions }, on) =>
    [...provisions.values()]
      .filter((each) => holds(each, on))
      .map(({ name, act }) => ({ value: name, label: `${name}　${act}` })),
  circumstances: ({ circumstances }, on) =>
    [...circumstances.values()]
      .filter((each) => holds(each, on))
      .map(({ id, title, effect }) => ({ value: id, label: `${effectWords[effect] ?? ''}：${title}` })),
  clocks: ({ clocks }) =>
    [...clocks.values()].map(({ id, code, title }) => ({ value: id, label: `${code}　${title}` })),
  'fee-sectors': ({ fees }) =>
    fees.sectors.map(({ code, title, of }) => ({ value: code, label: title, note: `按${of}` })),
  'duty-sectors': () => listed(dutySectorWords),
  'drill-sectors': () => listed({ ...dutySectorWords, government: '政府有关部门' }),
  'drill-kinds': () => listed(drillWords),
  'training-roles': () => listed(trainingRoleWords),
  'review-events': () => listed(reviewEventWords),
  'plan-triggers': ({ planReviews }, on) =>
    (planReviews.find((each) => holds(each, on)) ?? planReviews.at(-1))?.triggers.map(({ id, title }) => ({
      value: id,
      label: title,
    })) ?? [],
  certificates: ({ certificates }) => [...certificates.values()].map(({ id, title }) => ({ value: id, label: title })),
  'standardisation-grounds': ({ standardisation }) =>
    standardisation?.grounds.map(({ id, title }) => ({ value: id, label: title })) ?? [],
  'standardisation-direct': ({ standardisation }) =>
    standardisation?.directAlso.map(({ id, title }) => ({ value: id, label: title })) ?? [],
  'card-reasons': (law, on) =>
    localOn(law.cardRules, countyOf(law, undefined), on)?.reasons.map(({ id, title, card }) => ({
      value: id,
      label: `${card === 'red' ? '红牌' : '黄牌'}：${title}`,
    })) ?? [],
  sectors: () => sectors.map((sector) => ({ value: sector, label: sectorWords[sector] })),
};

/** The lists a calculator needs, filled for a day. A name nobody keeps is a bug. */
export function choicesFor(rule: string, law: Law, on: Day): Record<string, Option[]> {
  const calculator = calculators.find((each) => each.rule === rule);
  const fields = (calculator?.fields ?? []).flatMap((field) => (field.kind === 'rows' ? field.fields : [field]));
  const named = fields.flatMap((field) => [
    ...(typeof field.options === 'string' ? [field.options] : []),
    ...(field.suggest ? [field.suggest] : []),
  ]);
  return Object.fromEntries(
    named.map((name) => {
      const list = lists[name];
      if (!list) throw new Error(`no list ${name}`);
      return [name, list(law, on)];
    }),
  );
}
