/** From two checked files to the notice the platform works with: defaults filled in, lists unrolled, chapters joined. */

import { type ClausesFile, clauseNumber, type Notice, type NoticeFile, type SubjectCode, type Task } from './notice.ts';
import { chapterOf } from './notice-faults.rule.ts';

type ListFile = NoticeFile['lists'][number];
type Defaults = NoticeFile['document'];

/** Joins checked files. Only call it when `noticeFaults` found nothing: it relies on every reference being right. */
export function assembleNotice(file: NoticeFile, headings: ClausesFile): Notice {
  const reasons = new Map(file.excused.map((one) => [one.clause, one.reason]));
  const clauses = headings.clauses.map((clause) => ({
    id: clause.id,
    number: clauseNumber(clause.id) as string,
    chapter: chapterOf(clause.id),
    heading: clause.heading,
    requirements: clause.requirements,
    excused: reasons.get(clause.id) ?? null,
  }));
  const needed = new Map(clauses.map((clause) => [clause.id, clause.requirements]));
  const order = new Map(clauses.map((clause, i) => [clause.id, i]));
  const tasks: Task[] = [
    ...file.tasks.map(
      (task): Task => ({
        id: task.id,
        clause: task.clause,
        requirements: task.requirements ?? needed.get(task.clause) ?? [],
        title: task.title,
        asks: task.asks,
        owner: task.owner,
        with: task.with,
        from: task.from ?? file.document.from,
        due: task.due ?? file.document.due,
        target: task.target as Task['target'],
        pace: task.pace,
        measure: task.measure ?? null,
        notConnected: waiting(task.notConnected),
        textPending: false,
        list: null,
      }),
    ),
    ...file.lists.flatMap((list) => unroll(list, needed.get(list.clause) ?? [], file.document)),
  ];
  // Array sort is stable, so tasks of one clause keep the order they were written in.
  tasks.sort((a, b) => (order.get(a.clause) as number) - (order.get(b.clause) as number));
  return {
    document: file.document,
    chapters: file.chapters.map((chapter) => ({
      id: chapter.id,
      title: chapter.title,
      says: chapter.says ?? null,
      clauses: clauses.filter((clause) => clause.chapter === chapter.id),
    })),
    tasks,
    campaigns: file.campaigns.map((one) => ({
      ...one,
      checklist: one.checklist ?? null,
      until: one.until ?? null,
      note: one.note ?? null,
    })),
    keyPeriods: file.keyPeriods,
  };
}

function waiting(of: { subject: string; why: string } | undefined): Task['notConnected'] {
  return of ? { subject: of.subject as SubjectCode, why: of.why } : null;
}

/** A list of 18 gives `…/mine-01` to `…/mine-18`; a row nobody wrote yet stays without text, it is never made up. */
function unroll(list: ListFile, requirements: string[], document: Defaults): Task[] {
  const rows = new Map(list.rows.map((row) => [row.no, row]));
  const wide = Math.max(2, String(list.count).length);
  return Array.from({ length: list.count }, (_, i): Task => {
    const no = i + 1;
    const row = rows.get(no);
    const counted = row?.measure || row?.notConnected ? row : list;
    return {
      id: `${list.id}-${String(no).padStart(wide, '0')}`,
      clause: list.clause,
      requirements,
      title: row?.title ?? `${list.title}第 ${no} 项`,
      asks: row?.asks ?? list.asks,
      owner: row?.owner ?? list.owner,
      with: list.with,
      from: row?.from ?? list.from ?? document.from,
      due: row?.due ?? list.due ?? document.due,
      target: (row?.target ?? list.target) as Task['target'],
      pace: row?.pace ?? list.pace,
      measure: counted.measure ?? null,
      notConnected: waiting(counted.notConnected),
      textPending: row === undefined,
      list: { id: list.id, title: list.title, no },
    };
  });
}
