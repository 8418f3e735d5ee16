import { z } from 'zod';
import { type Act, command, refuse } from '#kernel';
import { importLedgerWords } from '../domain/words.ts';
import { checkOf, dropCheck, expired } from '../import/checks.ts';
import { judge, type Verdict, verdictWord } from '../import/judge.ts';
import { newEnterprise, personColumns } from '../import/lines.ts';
import { initialsOf } from '../initials.ts';
import { byCounty } from '../policy.ts';
import { type Enterprise, enterprise, importBatch, person } from '../subjects.ts';
import { idGiven } from './given.ts';

/** More sets of changed columns than this are written as one: the statement stays small. */
const mostShapes = 40;

/** 导入: the valid rows of a checked file, in one act, judged anew against what is registered now. */
export const runImport = command({
  name: 'registry.import',
  title: '导入台账',
  answer: z.strictObject({ id: z.uuid(), created: z.int(), changed: z.int(), unchanged: z.int(), rejected: z.int() }),
  input: z.strictObject({
    check: idGiven,
    onlyValid: z.boolean().default(true),
    /** Answers about rows whose name is registered with another telephone: which person, or null for another one. */
    sameName: z
      .array(z.strictObject({ row: z.int(), person: idGiven.nullable() }))
      .max(50_000)
      .default([]),
    /** What the others of these rows are; `same` holds where one person only can be meant. */
    sameNameRest: z.enum(['wait', 'same', 'new']).default('wait'),
  }),
  may: byCounty,
  async handle(act, given) {
    const check = checkOf(given.check, act.actor);
    if (!check) return refuse('NOT_FOUND', expired);
    const said = {
      rows: new Map(given.sameName.map(({ row, person }) => [row, person])),
      rest: given.sameNameRest,
    };
    const { verdicts, questions } = await judge(act, check.ledger, check.places, check.rows, said);
    const rejected = check.rows.length - verdicts.length;
    if (rejected > 0 && !given.onlyValid) {
      const open = questions.length > 0 ? `（其中 ${questions.length} 行同名待确认）` : '';
      return refuse('INVALID', `还有 ${rejected} 行未通过${open}，请改正后重新上传，或只导入通过的行`, {
        places: [{ place: 'onlyValid', value: false, allowed: '是', message: '只导入通过的行' }],
      });
    }
    const count = (word: string) => verdicts.filter((v) => verdictWord(v) === word).length;
    const created = count('create');
    const changed = count('change');
    const unchanged = count('unchanged');
    if (created + changed === 0) {
      const why =
        questions.length > 0 ? `${questions.length} 行同名待确认，请先说明是否同一人` : '通过的行与台账完全一致';
      return refuse('INVALID', `没有可导入的行：${why}`);
    }
    act.create(importBatch, {
      id: act.id,
      ledger: check.ledger,
      fileName: check.fileName,
      account: act.actor.account || null,
      at: act.at,
      created,
      changed,
      unchanged,
      rejected,
      undoneAt: null,
    });
    act.about(importBatch.kind, act.id);
    act.note(
      `导入${importLedgerWords[check.ledger]}“${check.fileName}”：新增 ${created}，更新 ${changed}，未变 ${unchanged}，未通过 ${rejected}`,
    );
    write(act, verdicts);
    dropCheck(check.id);
    return { id: act.id, created, changed, unchanged, rejected };
  },
});

function write(act: Act, verdicts: readonly Verdict[]): void {
  const changes = verdicts.filter((v) => v.now !== null && Object.keys(v.patch).length > 0);
  const shapes = new Set(changes.map((v) => Object.keys(v.patch).sort().join()));
  const all =
    shapes.size > mostShapes
      ? [...new Set(changes.flatMap((v) => Object.keys(v.ledger === 'people' ? v.patch : named(v.patch))))]
      : null;
  const full = <Row extends object>(now: Row, patch: Partial<Row>): Partial<Row> =>
    all ? (Object.fromEntries(all.map((key) => [key, { ...now, ...patch }[key as keyof Row]])) as Partial<Row>) : patch;
  for (const v of changes) {
    if (v.ledger === 'people') act.change(person, v.now!, full(v.now!, v.patch));
    else act.change(enterprise, v.now!, full(v.now!, named(v.patch)));
  }
  for (const v of verdicts) {
    if (v.now !== null) continue;
    if (v.ledger === 'enterprises') act.create(enterprise, newEnterprise(v.line, act.at, act.id));
    else {
      const nothing = { phone: null, certificateKind: null, certificateNumber: null, certificateUntil: null };
      act.create(person, {
        ...nothing,
        ...(personColumns(v.line) as Required<typeof v.line>),
        enterprise: v.owner.id,
        town: v.owner.town,
        leftOn: null,
        importId: act.id,
      });
    }
  }
}

/** A new name brings new initials. */
const named = (patch: Partial<Enterprise>): Partial<Enterprise> =>
  patch.name === undefined ? patch : { ...patch, initials: initialsOf(patch.name) };
