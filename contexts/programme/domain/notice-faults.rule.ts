/**
 * What must agree inside a notice and with the words of the platform. Pure: parsed files in, faults with paths out; the loader
 * turns paths into lines. All faults are found in one go, so that a county mends a file once, not once per fault.
 */
import type { z } from 'zod';
import { type Day, halfWidth } from '#kernel';
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

export function noticeFaults(
  file: NoticeFile,
  headings: ClausesFile,
  words: NoticeWords,
  explain: Explain,
  aside: Aside = nothingAside,
): FileFault[] {
  const faults: FileFault[] = [];
  const say = (path: Path, reason: string) => faults.push({ in: 'notice', path, reason });
  const sayClauses = (path: Path, reason: string) => faults.push({ in: 'clauses', path, reason });
  const known = new Set(headings.clauses.map((clause) => clause.id));

  const twice = (values: readonly string[], at: (i: number) => Path, what: string, tell = say) => {
    const first = new Map<string, number>();
    values.forEach((value, i) => {
      const before = first.get(value);
      if (before === undefined) first.set(value, i);
      else tell(at(i), `${what}“${value}”重复：第 ${before + 1} 项已经用过`);
    });
  };
  const clauseKnown = (clause: string, path: Path) => {
    if (!known.has(clause)) say([...path, 'clause'], `款“${clause}”不在条款清单里`);
  };
  const span = (of: { from?: Day; due?: Day }, path: Path) => {
    const from = of.from ?? file.document.from;
    const due = of.due ?? file.document.due;
    if (due >= from) return;
    say(of.due ? [...path, 'due'] : [...path, 'from'], `截止日 ${due} 早于起始日 ${from}`);
  };
  const stable = (id: string, clause: string, path: Path) => {
    if (!known.has(clause)) return;
    const prefix = `${file.document.id}/${clauseNumber(clause)}/`;
    const rest = id.startsWith(prefix) ? id.slice(prefix.length) : '';
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(rest)) {
      say([...path, 'id'], `任务编号“${id}”应写成“${prefix}”加小写英文名，如 ${prefix}ledger`);
    }
  };
  const codesKnown = (values: readonly unknown[], list: readonly string[], path: Path, what: string) =>
    values.forEach((value, i) => {
      if (typeof value === 'string' && !list.includes(value))
        say([...path, i], `没有${what}“${value}”；${allowed(list)}`);
    });
  const scopeKnown = (scope: Partial<Scope>, path: Path) => {
    codesKnown(scope.flagsAny ?? [], words.flags, [...path, 'flagsAny'], '企业标记');
    codesKnown(scope.sectorsAny ?? [], words.sectors, [...path, 'sectorsAny'], '行业代码');
    if (words.towns) codesKnown(scope.townsAny ?? [], words.towns, [...path, 'townsAny'], '乡镇代码');
  };
  const campaignIds = file.campaigns.map((campaign) => campaign.id);
  const measureKnown = (measure: NonNullable<Counted['measure']>, path: Path) => {
    const declared = words.measures.find((one) => one.name === measure.name);
    if (!declared) {
      say([...path, 'name'], `没有指标“${measure.name}”；${allowed(words.measures.map((one) => one.name))}`);
      return;
    }
    const { flag, flagsAny, sector, campaign } = measure.params;
    const at: Path = [...path, 'params'];
    if (typeof flag === 'string' && !words.flags.includes(flag)) {
      say([...at, 'flag'], `没有企业标记“${flag}”；${allowed(words.flags)}`);
    }
    if (Array.isArray(flagsAny)) codesKnown(flagsAny, words.flags, [...at, 'flagsAny'], '企业标记');
    if (typeof sector === 'string' && !words.sectors.includes(sector)) {
      say([...at, 'sector'], `没有行业代码“${sector}”；${allowed(words.sectors)}`);
    }
    if (typeof campaign === 'string' && !campaignIds.includes(campaign) && !aside.campaigns.has(campaign)) {
      say([...at, 'campaign'], `没有专项行动“${campaign}”；${allowed(campaignIds)}`);
    }
    if (!declared.params) return;
    for (const { path: inside, onKey, reason } of explain(declared.params, measure.params)) {
      faults.push({ in: 'notice', path: [...at, ...inside], onKey, reason });
    }
  };
  const counted = (task: Counted, path: Path, what: string) => {
    if (!task.target) say(path, `${what}没有写目标 target`);
    if (task.measure && task.notConnected)
      say([...path, 'notConnected'], `${what}同时写了 measure 和 notConnected，只能留一个`);
    if (!task.measure && !task.notConnected) say(path, `${what}须写指标 measure，或写 notConnected 说明等哪个子系统`);
    if (task.measure) measureKnown(task.measure, [...path, 'measure']);
    if (task.notConnected && !subjectCodes.some((code) => code === task.notConnected?.subject)) {
      const list = subjectCodes.map((code) => `${code}（${subjectWords[code]}）`);
      say([...path, 'notConnected', 'subject'], `没有子系统“${task.notConnected.subject}”；可用：${list.join('、')}`);
    }
  };

  // The document and its headings.
  span(file.document, ['document']);
  if (headings.document !== file.document.id) {
    sayClauses(['document'], `条款清单属于“${headings.document}”，与通知编号“${file.document.id}”不一致`);
  }
  if (!file.document.id.startsWith(`${file.document.year}-`)) {
    say(['document', 'year'], `年度 ${file.document.year} 与通知编号“${file.document.id}”不一致`);
  }
  const chapters = new Set(file.chapters.map((chapter) => chapter.id));
  twice(
    file.chapters.map((chapter) => chapter.id),
    (i) => ['chapters', i, 'id'],
    '章',
  );
  twice(
    headings.clauses.map((clause) => clause.id),
    (i) => ['clauses', i, 'id'],
    '款',
    sayClauses,
  );
  headings.clauses.forEach((clause, i) => {
    if (!chapters.has(chapterOf(clause.id)))
      sayClauses(['clauses', i, 'id'], `款“${clause.id}”所属的章没有写在通知文件里`);
    const before = headings.clauses[i - 1];
    if (before && !follows(before.id, clause.id)) {
      sayClauses(['clauses', i, 'id'], `款“${clause.id}”前面是“${before.id}”，中间缺款或顺序不对`);
    }
  });
  if (headings.clauses[0] && clauseNumber(headings.clauses[0].id) !== '1.1') {
    sayClauses(['clauses', 0, 'id'], `条款清单应从 一(一) 写起，不是“${headings.clauses[0].id}”`);
  }
  file.chapters.forEach((chapter, i) => {
    if (!headings.clauses.some((clause) => chapterOf(clause.id) === chapter.id)) {
      say(['chapters', i, 'id'], `章“${chapter.id}”在条款清单里没有一款`);
    }
  });

  // Tasks and numbered lists.
  file.tasks.forEach((task, i) => {
    const path: Path = ['tasks', i];
    clauseKnown(task.clause, path);
    stable(task.id, task.clause, path);
    span(task, path);
    counted(task, path, `任务“${task.title}”`);
    const own = headings.clauses.find((clause) => clause.id === task.clause)?.requirements;
    task.requirements?.forEach((one, n) => {
      if (own && !own.includes(one))
        say([...path, 'requirements', n], `需求“${one}”不属于款“${task.clause}”；${allowed(own)}`);
    });
  });
  file.lists.forEach((list, i) => {
    const path: Path = ['lists', i];
    clauseKnown(list.clause, path);
    stable(list.id, list.clause, path);
    span(list, path);
    counted(list, path, `清单“${list.title}”`);
    twice(
      list.rows.map((row) => String(row.no)),
      (n) => [...path, 'rows', n, 'no'],
      '序号',
    );
    list.rows.forEach((row, n) => {
      const at: Path = [...path, 'rows', n];
      if (row.no > list.count) say([...at, 'no'], `序号 ${row.no} 超出清单的 ${list.count} 项`);
      span({ from: row.from ?? list.from, due: row.due ?? list.due }, at);
      if (row.target || row.measure || row.notConnected) {
        counted(
          { target: row.target ?? list.target, measure: row.measure, notConnected: row.notConnected },
          at,
          `第 ${row.no} 项`,
        );
      }
    });
  });
  const ids = [
    ...file.tasks.map((task, i) => ({ id: task.id, path: ['tasks', i, 'id'] as Path })),
    ...file.lists.map((list, i) => ({ id: list.id, path: ['lists', i, 'id'] as Path })),
  ];
  twice(
    ids.map((one) => one.id),
    (i) => ids[i]?.path ?? [],
    '任务编号',
  );

  // Every sub-clause is answered, and never both ways.
  twice(
    file.excused.map((one) => one.clause),
    (i) => ['excused', i, 'clause'],
    '免列的款',
  );
  const tasked = new Set([...file.tasks, ...file.lists].map((task) => task.clause));
  file.excused.forEach((one, i) => {
    clauseKnown(one.clause, ['excused', i]);
    if (tasked.has(one.clause)) say(['excused', i, 'clause'], `款“${one.clause}”已经列了任务，不能又写免列理由`);
  });
  const excused = new Set(file.excused.map((one) => one.clause));
  for (const clause of headings.clauses) {
    if (aside.clauses === null || aside.clauses.has(clause.id)) continue;
    if (!tasked.has(clause.id) && !excused.has(clause.id)) {
      say(['tasks'], `款“${clause.id} ${clause.heading}”既没有任务，也没有写明免列理由（excused）`);
      continue;
    }
    for (const one of excused.has(clause.id) ? [] : clause.requirements) {
      const met = file.tasks.some((task) => task.clause === clause.id && (task.requirements ?? [one]).includes(one));
      const listed = file.lists.some((list) => list.clause === clause.id);
      if (!met && !listed) say(['tasks'], `款“${clause.id}”的需求“${one}”没有任务承担`);
    }
  }

  // Campaigns and key periods.
  twice(campaignIds, (i) => ['campaigns', i, 'id'], '专项行动编号');
  file.campaigns.forEach((campaign, i) => {
    const path: Path = ['campaigns', i];
    clauseKnown(campaign.clause, path);
    span(campaign, path);
    if (campaign.until && campaign.until < campaign.due) {
      say([...path, 'until'], `最后一天 ${campaign.until} 早于截止日 ${campaign.due}`);
    }
    scopeKnown(campaign.scope, [...path, 'scope']);
    if (campaign.checklist && !words.checklists.includes(campaign.checklist)) {
      say([...path, 'checklist'], `没有检查表“${campaign.checklist}”；${allowed(words.checklists)}`);
    }
  });
  twice(
    file.keyPeriods.map((period) => period.id),
    (i) => ['keyPeriods', i, 'id'],
    '重点时段编号',
  );
  file.keyPeriods.forEach((period, i) => {
    clauseKnown(period.clause, ['keyPeriods', i]);
    span(period, ['keyPeriods', i]);
  });
  return faults;
}

/** 二(三) → 二. */
export function chapterOf(clause: string): string {
  return halfWidth(clause).split('(')[0] ?? '';
}

/** The next clause of a chapter, or the first of the next chapter. */
function follows(before: string, after: string): boolean {
  const [chapter, clause] = (clauseNumber(before) ?? '').split('.').map(Number);
  const next = clauseNumber(after);
  return next === `${chapter}.${Number(clause) + 1}` || next === `${Number(chapter) + 1}.1`;
}
