/**
 * What must agree inside a notice and with the words of the platform. Pure: parsed files in, faults with paths out; the loader
 * turns paths into lines. All faults are found in one go, so that a county mends a file once, not once per fault.
 */
import { halfWidth } from '#kernel';
import type { ClausesFile, NoticeFile } from './notice.ts';
import { clauseNumber } from './notice.ts';
import {
  type Aside,
  allowed,
  type Check,
  clauseKnown,
  counted,
  type Explain,
  type FileFault,
  type NoticeWords,
  newCheck,
  nothingAside,
  once,
  type Path,
  scopeKnown,
  span,
  stable,
} from './notice-check.rule.ts';

export { type Aside, allowed, type Explain, type FileFault, type NoticeWords, nothingAside, type Path };

/** Everything wrong in a notice and its headings, in the order of the file; empty when it can be used. */
export function noticeFaults(
  file: NoticeFile,
  headings: ClausesFile,
  words: NoticeWords,
  explain: Explain,
  aside: Aside = nothingAside,
): FileFault[] {
  const c = newCheck({ file, headings, words, explain, aside });
  checkDocument(c);
  checkTasks(c);
  checkLists(c);
  checkAnswered(c);
  checkCampaigns(c);
  return c.faults;
}

/** The document and its headings. */
function checkDocument(c: Check): void {
  const { file, headings, say, sayClauses } = c;
  span(c, file.document, ['document']);
  if (headings.document !== file.document.id) {
    sayClauses(['document'], `条款清单属于“${headings.document}”，与通知编号“${file.document.id}”不一致`);
  }
  if (!file.document.id.startsWith(`${file.document.year}-`)) {
    say(['document', 'year'], `年度 ${file.document.year} 与通知编号“${file.document.id}”不一致`);
  }
  const chapters = new Set(file.chapters.map((chapter) => chapter.id));
  once(
    file.chapters.map((chapter) => chapter.id),
    (i) => ['chapters', i, 'id'],
    '章',
    say,
  );
  once(
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
}

/** The single tasks. */
function checkTasks(c: Check): void {
  const { file, headings, say } = c;
  file.tasks.forEach((task, i) => {
    const path: Path = ['tasks', i];
    clauseKnown(c, task.clause, path);
    stable(c, task.id, task.clause, path);
    span(c, task, path);
    counted(c, task, path, `任务“${task.title}”`);
    const own = headings.clauses.find((clause) => clause.id === task.clause)?.requirements;
    task.requirements?.forEach((one, n) => {
      if (own && !own.includes(one))
        say([...path, 'requirements', n], `需求“${one}”不属于款“${task.clause}”；${allowed(own)}`);
    });
  });
}

/** The numbered lists; then the ids of tasks and lists together. */
function checkLists(c: Check): void {
  const { file, say } = c;
  file.lists.forEach((list, i) => {
    const path: Path = ['lists', i];
    clauseKnown(c, list.clause, path);
    stable(c, list.id, list.clause, path);
    span(c, list, path);
    counted(c, list, path, `清单“${list.title}”`);
    once(
      list.rows.map((row) => String(row.no)),
      (n) => [...path, 'rows', n, 'no'],
      '序号',
      say,
    );
    list.rows.forEach((row, n) => {
      const at: Path = [...path, 'rows', n];
      if (row.no > list.count) say([...at, 'no'], `序号 ${row.no} 超出清单的 ${list.count} 项`);
      span(c, { from: row.from ?? list.from, due: row.due ?? list.due }, at);
      if (row.target || row.measure || row.notConnected) {
        counted(
          c,
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
  once(
    ids.map((one) => one.id),
    (i) => ids[i]?.path ?? [],
    '任务编号',
    say,
  );
}

/** Every sub-clause is answered, and never both ways. */
function checkAnswered(c: Check): void {
  const { file, headings, aside, say } = c;
  once(
    file.excused.map((one) => one.clause),
    (i) => ['excused', i, 'clause'],
    '免列的款',
    say,
  );
  const tasked = new Set([...file.tasks, ...file.lists].map((task) => task.clause));
  file.excused.forEach((one, i) => {
    clauseKnown(c, one.clause, ['excused', i]);
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
}

/** Campaigns and key periods. */
function checkCampaigns(c: Check): void {
  const { file, words, campaignIds, say } = c;
  once(campaignIds, (i) => ['campaigns', i, 'id'], '专项行动编号', say);
  file.campaigns.forEach((campaign, i) => {
    const path: Path = ['campaigns', i];
    clauseKnown(c, campaign.clause, path);
    span(c, campaign, path);
    if (campaign.until && campaign.until < campaign.due) {
      say([...path, 'until'], `最后一天 ${campaign.until} 早于截止日 ${campaign.due}`);
    }
    scopeKnown(c, campaign.scope, [...path, 'scope']);
    if (campaign.checklist && !words.checklists.includes(campaign.checklist)) {
      say([...path, 'checklist'], `没有检查表“${campaign.checklist}”；${allowed(words.checklists)}`);
    }
  });
  once(
    file.keyPeriods.map((period) => period.id),
    (i) => ['keyPeriods', i, 'id'],
    '重点时段编号',
    say,
  );
  file.keyPeriods.forEach((period, i) => {
    clauseKnown(c, period.clause, ['keyPeriods', i]);
    span(c, period, ['keyPeriods', i]);
  });
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
