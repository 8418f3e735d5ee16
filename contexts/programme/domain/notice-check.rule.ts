/** One check of a notice: what it reads, where faults go, and the questions that are asked in more than one place. */
import type { z } from 'zod';
import type { Day } from '#kernel';
import { type ClausesFile, clauseNumber, type NoticeFile, type Scope, subjectCodes, subjectWords } from './notice.ts';

export type Path = readonly (string | number)[];

/** One thing wrong: in which of the two files, where in it, and a Chinese sentence. */
export interface FileFault {
  in: 'notice' | 'clauses';
  path: Path;
  /** The name of the field is meant, not its value. */
  onKey?: boolean;
  reason: string;
}

/** The words a notice may use: contexts declare them, the loader is handed them. */
export interface NoticeWords {
  /** Declared measures; with `params` (a zod object) the parameters are checked too. */
  measures: readonly { name: string; params?: z.ZodType }[];
  flags: readonly string[];
  sectors: readonly string[];
  /** Ids of `law/checklists/`. */
  checklists: readonly string[];
  /** Town codes; left out, towns are not checked. */
  towns?: readonly string[];
}

/** What broken items, set aside by the loader, would have answered, so that they are not blamed a second time. */
export interface Aside {
  /** Sub-clauses they name; null when one does not even tell that: then nothing can be called unanswered. */
  clauses: ReadonlySet<string> | null;
  campaigns: ReadonlySet<string>;
}
export const nothingAside: Aside = { clauses: new Set(), campaigns: new Set() };

/** How a parameter schema's issue reads in Chinese; given by the loader, which has the sentences. */
export type Explain = (schema: z.ZodType, value: unknown) => { path: Path; onKey: boolean; reason: string }[];

/** 可用：a、b、c — cut after twelve, so a sentence stays readable. */
export function allowed(values: readonly string[]): string {
  if (values.length === 0) return '目前没有可用的';
  return `可用：${values.slice(0, 12).join('、')}${values.length > 12 ? ` 等 ${values.length} 个` : ''}`;
}

type Counted = Pick<NoticeFile['tasks'][number], 'target' | 'measure' | 'notConnected'>;

/** The files and words a check reads, and the faults it has found so far. */
export interface Check {
  file: NoticeFile;
  headings: ClausesFile;
  words: NoticeWords;
  explain: Explain;
  aside: Aside;
  /** Ids of the clauses in the headings. */
  known: ReadonlySet<string>;
  campaignIds: readonly string[];
  faults: FileFault[];
  say: (path: Path, reason: string) => void;
  sayClauses: (path: Path, reason: string) => void;
}

/** A check with nothing found yet. */
export function newCheck(given: Pick<Check, 'file' | 'headings' | 'words' | 'explain' | 'aside'>): Check {
  const faults: FileFault[] = [];
  return {
    ...given,
    known: new Set(given.headings.clauses.map((clause) => clause.id)),
    campaignIds: given.file.campaigns.map((campaign) => campaign.id),
    faults,
    say: (path, reason) => faults.push({ in: 'notice', path, reason }),
    sayClauses: (path, reason) => faults.push({ in: 'clauses', path, reason }),
  };
}

/** No value stands twice. */
export function once(values: readonly string[], at: (i: number) => Path, what: string, tell: Check['say']): void {
  const first = new Map<string, number>();
  values.forEach((value, i) => {
    const before = first.get(value);
    if (before === undefined) first.set(value, i);
    else tell(at(i), `${what}“${value}”重复：第 ${before + 1} 项已经用过`);
  });
}

/** The clause is one of the headings. */
export function clauseKnown(c: Check, clause: string, path: Path): void {
  if (!c.known.has(clause)) c.say([...path, 'clause'], `款“${clause}”不在条款清单里`);
}

/** The due day is not before the first; days left out are the document's. */
export function span(c: Check, of: { from?: Day | undefined; due?: Day | undefined }, path: Path): void {
  const from = of.from ?? c.file.document.from;
  const due = of.due ?? c.file.document.due;
  if (due >= from) return;
  c.say(of.due ? [...path, 'due'] : [...path, 'from'], `截止日 ${due} 早于起始日 ${from}`);
}

/** The id says document and clause, so that it means the same next year. */
export function stable(c: Check, id: string, clause: string, path: Path): void {
  if (!c.known.has(clause)) return;
  const prefix = `${c.file.document.id}/${clauseNumber(clause)}/`;
  const rest = id.startsWith(prefix) ? id.slice(prefix.length) : '';
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(rest)) {
    c.say([...path, 'id'], `任务编号“${id}”应写成“${prefix}”加小写英文名，如 ${prefix}ledger`);
  }
}

function codesKnown(c: Check, values: readonly unknown[], list: readonly string[], path: Path, what: string): void {
  values.forEach((value, i) => {
    if (typeof value === 'string' && !list.includes(value))
      c.say([...path, i], `没有${what}“${value}”；${allowed(list)}`);
  });
}

/** Flags, sectors and towns of a scope exist. */
export function scopeKnown(c: Check, scope: Partial<Scope>, path: Path): void {
  codesKnown(c, scope.flagsAny ?? [], c.words.flags, [...path, 'flagsAny'], '企业标记');
  codesKnown(c, scope.sectorsAny ?? [], c.words.sectors, [...path, 'sectorsAny'], '行业代码');
  if (c.words.towns) codesKnown(c, scope.townsAny ?? [], c.words.towns, [...path, 'townsAny'], '乡镇代码');
}

function measureKnown(c: Check, measure: NonNullable<Counted['measure']>, path: Path): void {
  const { words, campaignIds } = c;
  const declared = words.measures.find((one) => one.name === measure.name);
  if (!declared) {
    c.say([...path, 'name'], `没有指标“${measure.name}”；${allowed(words.measures.map((one) => one.name))}`);
    return;
  }
  const { flag, flagsAny, sector, campaign } = measure.params;
  const at: Path = [...path, 'params'];
  if (typeof flag === 'string' && !words.flags.includes(flag)) {
    c.say([...at, 'flag'], `没有企业标记“${flag}”；${allowed(words.flags)}`);
  }
  if (Array.isArray(flagsAny)) codesKnown(c, flagsAny, words.flags, [...at, 'flagsAny'], '企业标记');
  if (typeof sector === 'string' && !words.sectors.includes(sector)) {
    c.say([...at, 'sector'], `没有行业代码“${sector}”；${allowed(words.sectors)}`);
  }
  if (typeof campaign === 'string' && !campaignIds.includes(campaign) && !c.aside.campaigns.has(campaign)) {
    c.say([...at, 'campaign'], `没有专项行动“${campaign}”；${allowed(campaignIds)}`);
  }
  if (!declared.params) return;
  for (const { path: inside, onKey, reason } of c.explain(declared.params, measure.params)) {
    c.faults.push({ in: 'notice', path: [...at, ...inside], onKey, reason });
  }
}

/** A task has a target, and either a measure or what it waits for. */
export function counted(c: Check, task: Counted, path: Path, what: string): void {
  if (!task.target) c.say(path, `${what}没有写目标 target`);
  if (task.measure && task.notConnected)
    c.say([...path, 'notConnected'], `${what}同时写了 measure 和 notConnected，只能留一个`);
  if (!task.measure && !task.notConnected) c.say(path, `${what}须写指标 measure，或写 notConnected 说明等哪个子系统`);
  if (task.measure) measureKnown(c, task.measure, [...path, 'measure']);
  if (task.notConnected && !subjectCodes.some((code) => code === task.notConnected?.subject)) {
    const list = subjectCodes.map((code) => `${code}（${subjectWords[code]}）`);
    c.say([...path, 'notConnected', 'subject'], `没有子系统“${task.notConnected.subject}”；可用：${list.join('、')}`);
  }
}
