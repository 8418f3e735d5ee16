import { z } from 'zod';
import { type Act, type Base, command, type Refused, refuse, type Subject } from '#kernel';
import { idGiven } from '../commands/given.ts';
import { importLedgerWords } from '../domain/words.ts';
import { byCounty } from '../policy.ts';
import { type Enterprise, enterprise, importBatch, person } from '../subjects.ts';
import { checkOf, dropCheck, expired } from './checks.ts';
import { judge, type Verdict, verdictWord } from './judge.ts';
import { newEnterprise, personColumns } from './lines.ts';

/** More sets of changed columns than this are written as one: the statement stays small. */
const mostShapes = 40;

/** 导入: the valid rows of a checked file, in one act, judged anew against what is registered now. */
export const runImport = command({
  name: 'registry.import',
  title: '导入台账',
  input: z.strictObject({ check: idGiven, onlyValid: z.boolean().default(true) }),
  may: byCounty,
  async handle(act, given) {
    const check = checkOf(given.check, act.actor);
    if (!check) return refuse('NOT_FOUND', expired);
    const verdicts = await judge(act, check.ledger, check.sheet, check.rows);
    const rejected = check.rows.length - verdicts.length;
    if (rejected > 0 && !given.onlyValid) {
      return refuse('INVALID', `还有 ${rejected} 行未通过，请改正后重新上传，或只导入通过的行`, {
        places: [{ place: 'onlyValid', value: false, allowed: 'true', message: '只导入通过的行' }],
      });
    }
    const count = (word: string) => verdicts.filter((v) => verdictWord(v) === word).length;
    const created = count('create');
    const changed = count('change');
    const unchanged = count('unchanged');
    if (created + changed === 0) return refuse('INVALID', '没有可导入的行：通过的行与台账完全一致');
    act.create(importBatch, {
      id: act.id, ledger: check.ledger, fileName: check.fileName, account: act.actor.account || null, at: act.at, created, changed, unchanged, rejected, undoneAt: null,
    });
    act.about(importBatch.kind, act.id);
    act.note(`导入${importLedgerWords[check.ledger]}“${check.fileName}”：新增 ${created}，更新 ${changed}，未变 ${unchanged}，未通过 ${rejected}`);
    write(act, verdicts);
    dropCheck(check.id);
    return { id: act.id, created, changed, unchanged, rejected };
  },
});

function write(act: Act, verdicts: readonly Verdict[]): void {
  const changes = verdicts.filter((v) => v.now !== null && Object.keys(v.patch).length > 0);
  const shapes = new Set(changes.map((v) => Object.keys(v.patch).sort().join()));
  const all = shapes.size > mostShapes ? [...new Set(changes.flatMap((v) => Object.keys(v.patch)))] : null;
  const full = <Row extends object>(now: Row, patch: Partial<Row>): Partial<Row> =>
    all ? (Object.fromEntries(all.map((key) => [key, { ...now, ...patch }[key as keyof Row]])) as Partial<Row>) : patch;
  for (const v of changes) {
    if (v.ledger === 'people') act.change(person, v.now!, full(v.now!, v.patch));
    else act.change(enterprise, v.now!, full(v.now!, named(v.patch, v.line.name, act.at)));
  }
  for (const v of verdicts) {
    if (v.now !== null) continue;
    if (v.ledger === 'enterprises') act.create(enterprise, newEnterprise(v.line, act.at, act.id));
    else {
      const nothing = { phone: null, certificateKind: null, certificateNumber: null, certificateUntil: null };
      act.create(person, { ...nothing, ...(personColumns(v.line) as Required<typeof v.line>), enterprise: v.owner.id, town: v.owner.town, leftOn: null, importId: act.id });
    }
  }
}

/** A new name brings new initials. */
function named(patch: Partial<Enterprise>, name: string, at: string): Partial<Enterprise> {
  return patch.name === undefined ? patch : { ...patch, initials: newEnterprise({ name } as never, at, '').initials };
}

type Written = { kind: string; subjectId: string; op: 'create' | 'change'; version: number; patch: Record<string, unknown> };
type Kept = Base & Record<string, unknown> & { name: string };

/** 撤销导入: what it created goes, what it changed gets back the values of before; one row touched since and nothing moves. */
export const undoImport = command({
  name: 'registry.undo-import',
  title: '撤销导入',
  input: z.strictObject({ id: idGiven }),
  on: { subject: importBatch, id: (g) => g.id },
  may: byCounty,
  async handle(act, _given, batch) {
    if (batch.undoneAt) return refuse('NO_SUCH_MOVE', '这次导入已撤销');
    const subject = (batch.ledger === 'enterprises' ? enterprise : person) as unknown as Subject<Kept>;
    const { county } = act.actor;
    const written = await act.many<Written>(
      'select kind, subject_id, op, version, patch from kernel.effect where county = $1 and entry_id = $2 and kind = $3', [county, batch.id, subject.kind]);
    const ids = written.map((w) => w.subjectId);
    const rows = await act.many<Kept>(`select * from ${subject.table} where county = $1 and id = any($2::uuid[])`, [county, ids]);
    const now = new Map(rows.map((row) => [row.id, row]));
    const leaned = batch.ledger === 'enterprises' ? await leanedOn(act, written.filter((w) => w.op === 'create').map((w) => w.subjectId)) : new Map<string, string>();
    const no = touched(written, now, leaned);
    if (no) return no;
    act.change(importBatch, batch, { undoneAt: act.at });
    const before = await valuesBefore(act, subject.kind, written);
    for (const w of written) {
      const row = now.get(w.subjectId)!;
      if (w.op === 'create') act.remove(subject, row);
      else act.change(subject, row, before.get(w.subjectId) as Partial<Kept>);
    }
    act.note(`撤销导入“${batch.fileName}”：移除 ${batch.created} 行，还原 ${batch.changed} 行`);
    return { removed: batch.created, restored: batch.changed };
  },
});

/** Names every row that somebody has touched since. */
function touched(written: readonly Written[], now: ReadonlyMap<string, Kept>, leaned: ReadonlyMap<string, string>): Refused | null {
  const places = written.flatMap((w) => {
    const row = now.get(w.subjectId);
    const said = !row ? '导入后已被移除' : row.version !== w.version ? '导入后已被变更' : leaned.get(w.subjectId);
    if (!said) return [];
    const name = row?.name ?? String(w.patch.name ?? w.subjectId);
    return [{ place: w.subjectId, value: name, allowed: '导入后未再办理过的行', message: `“${name}”${said}` }];
  });
  if (places.length === 0) return null;
  const more = places.length > 3 ? `等 ${places.length} 行` : '';
  return refuse('STALE', `不能撤销：${places.slice(0, 3).map((p) => p.message).join('，')}${more}`, { places: places.slice(0, 50) });
}

/** Enterprises something now stands on, with what it is. */
async function leanedOn(act: Act, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await act.many<{ enterprise: string; what: string }>(
    `select enterprise, min(what) as what from (
       select enterprise, '已登记场所' as what from registry.site where county = $1 and enterprise = any($2::uuid[])
       union all select enterprise, '已登记人员' from registry.person where county = $1 and enterprise = any($2::uuid[])
       union all select enterprise, '已确定监管责任' from registry.supervision where county = $1 and enterprise = any($2::uuid[])) x group by enterprise`,
    [act.actor.county, ids]);
  return new Map(rows.map((row) => [row.enterprise, row.what]));
}

/** The values a change replaced, folded from the journal. A column the journal never wrote was null. */
async function valuesBefore(act: Act, kind: string, written: readonly Written[]): Promise<Map<string, Record<string, unknown>>> {
  const changes = written.filter((w) => w.op === 'change');
  const limit = new Map(changes.map((w) => [w.subjectId, w.version]));
  const history = await act.many<{ subjectId: string; version: number; patch: Record<string, unknown> }>(
    'select subject_id, version, patch from kernel.effect where county = $1 and kind = $2 and subject_id = any($3::uuid[]) order by subject_id, version',
    [act.actor.county, kind, [...limit.keys()]]);
  const folded = new Map<string, Record<string, unknown>>();
  for (const h of history) {
    if (h.version < limit.get(h.subjectId)!) folded.set(h.subjectId, { ...folded.get(h.subjectId), ...h.patch });
  }
  return new Map(
    changes.map((w) => [w.subjectId, Object.fromEntries(Object.keys(w.patch).map((key) => [key, folded.get(w.subjectId)?.[key] ?? null]))]),
  );
}
