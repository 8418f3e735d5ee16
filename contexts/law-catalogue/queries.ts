import { z } from 'zod';
import { type Day, dayGiven, query, refuse, type SearchSource } from '#kernel';
import {
  calculatorsAnswer,
  calendarAnswer,
  changesAnswer,
  choicesAnswer,
  citedAnswer,
  clauseAnswer,
  searchAnswer,
  sideBySideAnswer,
  unverifiedAnswer,
} from './answers.ts';
import { choicesFor } from './choices.ts';
import { calendarNow, law } from './current.ts';
import { calculators } from './domain/calculators/index.ts';
import { type CatalogueKind, catalogueKinds, catalogueOf, catalogueWords, shownOn } from './domain/catalogue.ts';
import { clauseOn } from './domain/clause.rule.ts';
import { citedOn, sideBySide } from './domain/editions.rule.ts';
import { changesBetween, searchLaw } from './domain/search.rule.ts';
import { everybody } from './policy.ts';
import { ruleEntries } from './rules/index.ts';

/** What is allowed stands beside the refusal, as with every choice. */
const kind = z.enum(catalogueKinds as [CatalogueKind, ...CatalogueKind[]], { error: '种类不在可选范围内' });

/** 法规库检索: by words, kind and day; `all` also shows what is not in force that day. */
export const searchQuery = query({
  name: 'law.search',
  title: '法规库检索',
  answer: searchAnswer,
  input: z.strictObject({
    q: z.string().max(100, '最多 100 个字').default(''),
    kind: kind.optional(),
    on: dayGiven(),
    all: z.literal('1').optional(),
  }),
  may: [everybody],
  async read(_reads, { q, kind: only, on, all }) {
    return searchLaw(law(), { words: q, kind: only, on: on, all: all === '1', most: 100 });
  },
});

/** The law in the search over everything: what is in force today. */
export const lawSearch: SearchSource = {
  title: '法规',
  order: 80,
  may: [everybody],
  find: async (reads, words) =>
    searchLaw(law(), { words, on: reads.today as Day, all: false, most: 6 }).found.map(
      ({ kind: of, id, title, cite }) => ({
        title,
        note: `${catalogueWords[of]} · ${cite}`,
        path: `/law?q=${encodeURIComponent(words)}&show=${encodeURIComponent(`${of}:${id}`)}`,
      }),
    ),
};

/** 版本对照: editions of one work, oldest first, with their articles, penalties and criteria side by side. */
export const instrumentQuery = query({
  name: 'law.instrument',
  title: '法律文件及各版本',
  answer: sideBySideAnswer,
  input: z.strictObject({ id: z.string().max(80) }),
  may: [everybody],
  async read(_reads, { id }) {
    const found = sideBySide(law(), id);
    return found.editions.length > 0 ? found : refuse('NOT_FOUND', `法规库没有“${id}”`);
  },
});

/** 两日之间的变化: what came into force and what ended after `from` and up to `to`. */
export const changesQuery = query({
  name: 'law.changes',
  title: '两日之间的法规变化',
  answer: changesAnswer,
  input: z.strictObject({ from: dayGiven(), to: dayGiven() }),
  may: [everybody],
  async read(_reads, { from, to }) {
    if (to < from) return refuse('INVALID', `后一日 ${to} 早于前一日 ${from}`);
    return { changes: changesBetween(law(), from, to) };
  },
});

/** 待核实与县级补充: what nobody compared with the original yet, and what a county laid over ours. */
export const unverifiedQuery = query({
  name: 'law.unverified',
  title: '待核实内容和县级补充',
  answer: unverifiedAnswer,
  input: z.strictObject({ kind: kind.optional(), on: dayGiven() }),
  may: [everybody],
  async read(_reads, { kind: only, on }) {
    const held = law();
    const open = catalogueOf(held).filter((one) => one.checked !== 'verified');
    const counts = catalogueKinds.map((each) => {
      const all = catalogueOf(held).filter((one) => one.kind === each);
      const of = (checked: string) => all.filter((one) => one.checked === checked).length;
      return { kind: each, total: all.length, secondary: of('secondary'), unverified: of('unverified') };
    });
    const local = [
      ...held.cardRules.map((each) => ({ ...each, title: '红黄牌规则' })),
      ...held.classRules.map((each) => ({ ...each, title: '企业安全分级规则' })),
      ...held.retentionRules.map((each) => ({ ...each, title: '证据原件的保管期限' })),
      ...held.discretionModels.map((each) => ({ ...each, title: '裁量建议的算法' })),
    ].map(({ id, title, county, from, basis, checked }) => ({ id, title, county, from, basis, checked }));
    return {
      counts,
      items: open.filter((one) => only === undefined || one.kind === only).map((one) => shownOn(one, on)),
      overlays: held.overlays,
      local,
      gaps: held.editions.flatMap((edition) => edition.gaps.map((gap) => ({ title: edition.title, ...gap }))),
    };
  },
});

/** 依据: what a cite of a working says, as of a day. */
export const citedQuery = query({
  name: 'law.cited',
  title: '打开所引依据',
  answer: citedAnswer,
  input: z.strictObject({ cite: z.string().min(1).max(200), on: dayGiven() }),
  may: [everybody],
  async read(_reads, { cite, on }) {
    return citedOn(law(), cite, on);
  },
});

/** 计算器: the rules that can be asked here, in order; and the lists one calculator offers on a day. */
export const calculatorsQuery = query({
  name: 'law.calculators',
  title: '计算器',
  answer: calculatorsAnswer,
  input: z.strictObject({}),
  may: [everybody],
  async read() {
    const entries = new Map(ruleEntries().map((each) => [each.name, each]));
    return {
      rules: calculators.flatMap(({ rule }) => {
        const entry = entries.get(rule);
        return entry ? [{ rule, floor: entry.floor }] : [];
      }),
    };
  },
});

export const choicesQuery = query({
  name: 'law.choices',
  title: '计算器的选项',
  answer: choicesAnswer,
  input: z.strictObject({ rule: z.string().max(60), on: dayGiven() }),
  may: [everybody],
  async read(_reads, { rule, on }) {
    return { choices: choicesFor(rule, law(), on) };
  },
});

/** 条款: one clause as it stood on a day. */
export const clauseQuery = query({
  name: 'law.clause',
  title: '法规条款',
  answer: clauseAnswer,
  input: z.strictObject({ instrument: z.string().max(60), clause: z.string().max(20), on: dayGiven() }),
  may: [everybody],
  async read(_reads, given) {
    const clause = clauseOn(law(), given.instrument, given.clause, given.on);
    return clause ?? refuse('NOT_FOUND', `${given.on} 没有这一条：${given.instrument} 第 ${given.clause} 条`);
  },
});

/** 工作日历: holidays and make-up days, so that screens and phones count working days as the server does. */
export const calendarQuery = query({
  name: 'law.calendar',
  title: '工作日历',
  answer: calendarAnswer,
  input: z.strictObject({}),
  may: [everybody],
  async read(reads) {
    const calendar = calendarNow(reads.actor.county);
    return {
      from: calendar.from,
      to: calendar.to,
      holidays: [...calendar.holidays],
      makeUpDays: [...calendar.makeUpDays],
    };
  },
});

export const lawQueries = [
  clauseQuery,
  calendarQuery,
  searchQuery,
  instrumentQuery,
  changesQuery,
  unverifiedQuery,
  citedQuery,
  calculatorsQuery,
  choicesQuery,
];
