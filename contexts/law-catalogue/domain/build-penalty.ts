import type { z } from 'zod';
import { clauseCite } from './build-instruments.ts';
import type { penaltiesFile } from './files-penalty.ts';
import type { Clause, Instrument } from './law.ts';
import {
  type AccidentLevel,
  accidentGrades,
  accidentWords,
  type Fine,
  type Provision,
  subjectWords,
} from './penalty.ts';
import { ofKind, type PlaceInFile, type Source, type Tell } from './sources.ts';

/** What the enforcement files may refer to. */
export interface EnforcementRefers {
  instruments: ReadonlyMap<string, Instrument>;
  families: ReadonlyMap<string, readonly Instrument[]>;
  clauses: ReadonlyMap<string, Clause>;
}

export interface Penalties {
  provisions: Map<string, Provision>;
  works: Map<string, string>;
  editionNames: Map<string, string>;
  accidentLevels: readonly AccidentLevel[];
}

type Article = z.infer<typeof penaltiesFile>['articles'][number];
type StageFile = NonNullable<Article['stages']>[number];
type FineFile = NonNullable<StageFile['fines']>[number];

function fineOf({ on, min, max, of, from, to, most, may, when }: FineFile): Fine {
  const common = { on, may: may === true, when: when ?? {} };
  if (of !== undefined) return { ...common, of, from: from as string, to: to as string, most: most ?? null };
  return { ...common, min: min as number, max: max as number };
}

/** Conditions of one subject's fines in one stage must leave neither gap nor overlap. */
function coverFault(fines: readonly Fine[]): string | null {
  if (
    fines.length === 1 &&
    !fines.some(({ when }) => when.accident ?? when.gainFrom ?? when.gainBelow ?? when.oreFrom ?? when.oreBelow)
  )
    return null;
  const has = (test: (when: Fine['when']) => boolean) => fines.filter(({ when }) => test(when)).length;
  if (fines.some(({ when }) => when.accident)) {
    for (const grade of accidentGrades) {
      const found = fines.filter(({ when }) => when.accident === grade).map(({ when }) => when.egregious ?? null);
      const whole = found.length === 1 && found[0] === null;
      const split = found.length === 2 && found.includes(true) && found.includes(false);
      if (!whole && !split) return `${accidentWords[grade]}的罚款应恰有一档`;
    }
    return null;
  }
  for (const [from, below, word] of [
    ['gainFrom', 'gainBelow', '违法所得'],
    ['oreFrom', 'oreBelow', '矿产品价值'],
  ] as const) {
    if (has((when) => when[from] !== undefined || when[below] !== undefined) === 0) continue;
    const start = fines.find(({ when }) => when[from] !== undefined)?.when[from];
    const end = fines.find(({ when }) => when[below] !== undefined)?.when[below];
    return fines.length === 2 && start !== undefined && start === end ? null : `按${word}分档应恰好衔接，不重叠不中断`;
  }
  return '同一对象在同一阶段有多档罚款而没有写条件';
}

function checkStages(source: Source, article: Article, at: PlaceInFile, tell: Tell): void {
  const stages = article.stages ?? [];
  stages.forEach((stage, s) => {
    const place = [...at, 'stages', s];
    if (stages.findIndex((other) => other.stage === stage.stage) < s)
      tell(source, [...place, 'stage'], `阶段“${stage.stage}”重复`);
    const fines = (stage.fines ?? []).map(fineOf);
    if (fines.length === 0 && !stage.order && !stage.measures) tell(source, place, '既没有责令、罚款，也没有其他措施');
    fines.forEach((fine, f) => {
      const [low, high] = 'of' in fine ? [Number(fine.from), Number(fine.to)] : [fine.min, fine.max];
      if (low > high) tell(source, [...place, 'fines', f], `下限 ${low} 大于上限 ${high}`);
    });
    for (const on of new Set(fines.map((fine) => fine.on))) {
      const fault = coverFault(fines.filter((fine) => fine.on === on));
      if (fault) tell(source, [...place, 'fines'], `${subjectWords[on]}：${fault}`);
    }
  });
}

function provisionsOf(
  source: Source<'penalties'>,
  instrument: Instrument,
  refers: EnforcementRefers,
  into: Map<string, Provision>,
  tell: Tell,
): void {
  const { content } = source;
  content.articles.forEach((article, a) => {
    checkStages(source, article, ['articles', a], tell);
    article.acts.forEach((act, i) => {
      const place = ['articles', a, 'acts', i];
      if (into.has(act.id)) tell(source, [...place, 'id'], `编号“${act.id}”重复`);
      for (const duty of act.duties ?? []) {
        if (!refers.clauses.has(`${content.instrument}#${duty}`)) {
          tell(source, [...place, 'duties'], `“${clauseCite(instrument, duty)}”没有收录`);
        }
      }
      into.set(act.id, {
        id: act.id,
        instrument: instrument.id,
        work: content.work,
        article: article.article,
        item: act.item ?? null,
        name: `${content.work}§${article.article}${act.item ? `(${act.item})` : ''}`,
        cite: `${clauseCite(instrument, article.article)}${act.item ? `（${act.item}）` : ''}`,
        act: act.act,
        duties: act.duties ?? [],
        stages: (article.stages ?? []).map((stage) => ({
          stage: stage.stage,
          trigger: stage.trigger ?? null,
          order: stage.order ?? null,
          fines: (stage.fines ?? []).map(fineOf),
          measures: stage.measures ?? [],
        })),
        serious: article.serious ?? [],
        criminal: article.criminal ?? null,
        transfer: article.transfer ?? null,
        daily: article.daily === false ? null : (content.daily ?? null),
        gravest: article.gravest === true,
        grades: article.grades === true,
        ceilingExcludedBy:
          content.ceilingExcludedBy === undefined ? null : clauseCite(instrument, content.ceilingExcludedBy),
        paragraphs: article.paragraphs === true,
        unknown: article.unknown === true,
        successor: act.successor ?? null,
        note: article.note ?? null,
        from: instrument.inForce,
        to: instrument.to,
        checked: article.checked,
      });
    });
  });
}

/** Every successor must be a provision of the next edition of the same work. */
function checkSuccessors(
  sources: readonly Source<'penalties'>[],
  provisions: ReadonlyMap<string, Provision>,
  refers: EnforcementRefers,
  tell: Tell,
): void {
  for (const source of sources) {
    source.content.articles.forEach((article, a) => {
      article.acts.forEach(({ successor }, i) => {
        if (successor === undefined) return;
        const editions = refers.families.get(refers.instruments.get(source.content.instrument)?.family ?? '') ?? [];
        const next = editions[editions.findIndex((each) => each.id === source.content.instrument) + 1];
        if (!next || provisions.get(successor)?.instrument !== next.id) {
          tell(source, ['articles', a, 'acts', i, 'successor'], `“${successor}”不是后一版的罚则`);
        }
      });
    });
  }
}

/** Reads every penalty provision: bands without gap or overlap, duties and successors there, one name once in an edition. */
export function buildPenalties(sources: readonly Source[], refers: EnforcementRefers, tell: Tell): Penalties {
  const provisions = new Map<string, Provision>();
  const works = new Map<string, string>();
  const editionNames = new Map<string, string>();
  const files = ofKind(sources, 'penalties');
  const families = new Map<string, string>();
  for (const source of files) {
    const { work, aliases = [], ownNames = [], instrument: name } = source.content;
    const instrument = refers.instruments.get(name);
    if (!instrument) {
      tell(source, ['instrument'], `文件“${name}”没有收录`);
      continue;
    }
    const family = families.get(work) ?? instrument.family;
    if (family !== instrument.family) tell(source, ['work'], `“${work}”已用于另一部文件`);
    families.set(work, family);
    for (const each of ownNames) {
      if (works.has(each)) tell(source, ['ownNames'], `“${each}”已指“${works.get(each)}”`);
      editionNames.set(each, instrument.id);
    }
    for (const each of [work, ...aliases, ...ownNames]) {
      if ((works.get(each) ?? work) !== work) tell(source, ['aliases'], `“${each}”已指“${works.get(each)}”`);
      works.set(each, work);
    }
    provisionsOf(source, instrument, refers, provisions, tell);
  }
  checkSuccessors(files, provisions, refers, tell);
  const names = new Set<string>();
  for (const each of provisions.values()) {
    const key = `${each.instrument} ${each.name}`;
    const source = files.find((file) => file.content.instrument === each.instrument);
    if (names.has(key) && source) tell(source, [], `“${each.name}”在同一版中重复（${each.id}）`);
    names.add(key);
  }
  return { provisions, works, editionNames, accidentLevels: buildLevels(sources, refers, tell) };
}

function buildLevels(sources: readonly Source[], { instruments }: EnforcementRefers, tell: Tell): AccidentLevel[] {
  return ofKind(sources, 'accident-levels').flatMap((source) => {
    const { content } = source;
    const instrument = instruments.get(content.instrument);
    if (!instrument) {
      tell(source, ['instrument'], `文件“${content.instrument}”没有收录`);
      return [];
    }
    const grades = content.levels.map((each) => each.grade);
    if (grades.join() !== accidentGrades.join())
      tell(source, ['levels'], `应由轻到重列出 ${accidentGrades.join('、')}`);
    content.levels.forEach((level, i) => {
      const before = content.levels[i - 1];
      if (
        before &&
        !(
          level.deaths > before.deaths &&
          level.seriousInjuries > before.seriousInjuries &&
          level.loss_yuan > before.loss_yuan
        )
      )
        tell(source, ['levels', i], '数值应逐级增大');
    });
    const common = { cite: clauseCite(instrument, content.clause), from: instrument.inForce, checked: content.checked };
    return content.levels.map((each) => ({ ...each, ...common }));
  });
}
