import { z } from 'zod';
import { type Act, command, type Refused, refuse, type Subject } from '#kernel';
import { type Change, changesOf, historyOf } from '#kernel/server';
import { byCounty } from '../policy.ts';
import { type Enterprise, enterprise, importBatch, person } from '../subjects.ts';
import { idGiven } from './given.ts';

type Values = Record<string, unknown>;
type Kept = Pick<Enterprise, 'county' | 'id' | 'version' | 'name'> & Values;

/** 撤销导入: what it created goes, what it changed gets back the values of before; one row touched since and nothing moves. */
export const undoImport = command({
  name: 'registry.undo-import',
  title: '撤销导入',
  answer: z.strictObject({ removed: z.int(), restored: z.int() }),
  input: z.strictObject({ id: idGiven }),
  on: { subject: importBatch, id: (g) => g.id },
  may: byCounty,
  async handle(act, _given, batch) {
    if (batch.undoneAt) return refuse('NO_SUCH_MOVE', '这次导入已撤销');
    const subject = (batch.ledger === 'enterprises' ? enterprise : person) as unknown as Subject<Kept>;
    const { county } = act.actor;
    const written = await changesOf(act, batch.id, subject.kind);
    const ids = written.map((w) => w.subjectId);
    const rows = await act.many<Kept>(`select * from ${subject.table} where county = $1 and id = any($2::uuid[])`, [
      county,
      ids,
    ]);
    const now = new Map(rows.map((row) => [row.id, row]));
    const moved = written.filter((w) => w.op === 'change' || now.get(w.subjectId)?.version !== w.version);
    const history = bySubject(await historyOf(act, { kind: subject.kind, ids: moved.map((w) => w.subjectId) }));
    const created = written.filter((w) => w.op === 'create').map((w) => w.subjectId);
    const leaned = batch.ledger === 'enterprises' ? await leanedOn(act, created) : new Map<string, string>();
    const no = touched(written, now, history, leaned);
    if (no) return no;
    act.change(importBatch, batch, { undoneAt: act.at });
    for (const w of written) {
      const row = now.get(w.subjectId)!;
      if (w.op === 'create') act.remove(subject, row);
      else act.change(subject, row, before(w, history) as Partial<Kept>);
    }
    act.note(`撤销导入“${batch.fileName}”：移除 ${batch.created} 行，还原 ${batch.changed} 行`);
    return { removed: batch.created, restored: batch.changed };
  },
});

/** Changes row by row, in their order. */
function bySubject(steps: readonly Change[]): Map<string, Change[]> {
  const by = new Map<string, Change[]>();
  for (const step of steps) {
    const list = by.get(step.subjectId);
    if (list) list.push(step);
    else by.set(step.subjectId, [step]);
  }
  return by;
}

/** The values a row had once it reached a version. A column the journal never wrote was null. */
const stateAt = (steps: readonly Change[] | undefined, version: number): Values =>
  Object.assign({}, ...(steps ?? []).filter((step) => step.version <= version).map((step) => step.patch));

/** The values a change replaced. */
function before(w: Change, history: ReadonlyMap<string, Change[]>): Values {
  const state = stateAt(history.get(w.subjectId), w.version - 1);
  return Object.fromEntries(Object.keys(w.patch).map((key) => [key, state[key] ?? null]));
}

/** Instants and decimals are compared by value: the journal keeps what was written, the table what PostgreSQL stored. */
const plain = (value: unknown): string => {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)) return new Date(value).toISOString();
  if (typeof value === 'string' && /^-?\d+\.\d+$/.test(value)) return String(Number(value));
  return JSON.stringify(value ?? null);
};

/** True when the row is what the import left behind, even if it moved and came back (a later import, undone). */
function asLeft(w: Change, row: Kept, history: ReadonlyMap<string, Change[]>): boolean {
  if (row.version === w.version) return true;
  const left = stateAt(history.get(w.subjectId), w.version);
  return Object.keys(row).every(
    (key) => ['county', 'id', 'version'].includes(key) || plain(row[key]) === plain(left[key]),
  );
}

/** Names every row that somebody has touched since. */
function touched(
  written: readonly Change[],
  now: ReadonlyMap<string, Kept>,
  history: ReadonlyMap<string, Change[]>,
  leaned: ReadonlyMap<string, string>,
): Refused | null {
  const places = written.flatMap((w) => {
    const row = now.get(w.subjectId);
    const said = !row ? '导入后已被移除' : !asLeft(w, row, history) ? '导入后已被变更' : leaned.get(w.subjectId);
    if (!said) return [];
    const name = row?.name ?? String(w.patch.name ?? w.subjectId);
    return [{ place: w.subjectId, value: name, allowed: '导入后未再办理过的行', message: `“${name}”${said}` }];
  });
  if (places.length === 0) return null;
  const more = places.length > 3 ? `等 ${places.length} 行` : '';
  return refuse(
    'STALE',
    `不能撤销：${places
      .slice(0, 3)
      .map((p) => p.message)
      .join('，')}${more}`,
    { places: places.slice(0, 50) },
  );
}

/** Enterprises something now stands on, with what it is. */
async function leanedOn(act: Act, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await act.many<{ enterprise: string; what: string }>(
    `select enterprise, min(what) as what from (
       select enterprise, '已登记场所' as what from registry.site where county = $1 and enterprise = any($2::uuid[])
       union all select enterprise, '已登记人员' from registry.person where county = $1 and enterprise = any($2::uuid[])
       union all select enterprise, '已确定监管责任' from registry.supervision where county = $1 and enterprise = any($2::uuid[])) x group by enterprise`,
    [act.actor.county, ids],
  );
  return new Map(rows.map((row) => [row.enterprise, row.what]));
}
