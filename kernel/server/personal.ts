/** Opening personal data (个人信息): one row with a reason, an export with a reason. Each leaves its entry in the journal. */
import { z } from 'zod';
import {
  type Actor,
  type Column,
  command,
  isMasked,
  mayOpen,
  type Personal,
  type Reads,
  type Refused,
  refuse,
  type Sentence,
  seesPlain,
} from '#kernel';
import type { Effect } from './effects.ts';

/** Why somebody looks: a sentence for whoever audits it later. */
const reasonGiven = z
  .string('理由应为文字')
  .trim()
  .min(2, '请写明理由，至少 2 个字')
  .max(200, '理由最多 200 字')
  .meta({ title: '理由' });

interface Opening {
  name: string;
  title: string;
  may: readonly Sentence<never>[];
}

const titles = (of: readonly Personal[]): string => [...new Set(of.map(({ title }) => title))].join('、');

/**
 * The command that opens the personal columns of one row for whoever sees the row and is named by them. The values are told once: they
 * stand neither in the journal nor with the stored answer. Refuses NOT_FOUND, NOT_YOURS.
 */
export const openingOfRow = ({ name, title, may }: Opening) =>
  command({
    name,
    title,
    input: z.strictObject({ kind: z.string().max(40), id: z.uuid('编号不正确'), reason: reasonGiven }),
    answer: z.strictObject({ values: z.record(z.string(), z.string().nullable()) }),
    may,
    once: ['values'],
    async handle(act, { kind, id, reason }) {
      const subject = act.subjectOf(kind);
      const row = subject?.personal ? await act.get(subject, id) : null;
      if (!subject || !row) return refuse('NOT_FOUND', '没有找到这条记录，或您无权查看');
      const columns = Object.values(subject.personal ?? {}).filter((one): one is Personal => one !== undefined);
      const open = columns.filter((one) => mayOpen(one, act.actor));
      if (open.length === 0) return refuse('NOT_YOURS', `${subject.label}的${titles(columns)}不属于您的职责`);
      const values = row as unknown as Record<string, string | null>;
      const who = typeof values.name === 'string' ? values.name : '';
      act.about(kind, id);
      act.note(`查看${subject.label}${who ? `“${who}”` : ''}的${titles(open)}，理由：${reason}`);
      return { values: Object.fromEntries(open.map(({ column }) => [column, values[column] ?? null])) };
    },
  });

/** Personal columns of these that the actor sees plainly. */
export const plainOf = (columns: readonly Column[], actor: Actor): Column[] =>
  columns.filter(({ personal }) => personal && seesPlain(personal, actor));

/** A query of a ledger without what only turns its pages, so that one text can be told from another. */
function askedFor(query: string | Readonly<Record<string, unknown>>): string {
  const pairs: [string, string][] =
    typeof query === 'string'
      ? [...new URLSearchParams(query)]
      : Object.entries(query).flatMap(([key, value]) =>
          (Array.isArray(value) ? value : [value]).flatMap((one): [string, string][] =>
            one === undefined || one === null || one === '' ? [] : [[key, String(one)]],
          ),
        );
  return JSON.stringify(pairs.filter(([key]) => !['limit', 'after', 'before', 'plain'].includes(key)).sort());
}

/** The command that opens one export of a ledger: the same filters, columns and person, for ten minutes. */
export const openingOfExport = ({ name, title, may }: Opening) =>
  ({
    ...command({
      name,
      title,
      input: z.strictObject({
        ledger: z.string().max(60),
        /** The query of the export as its address has it. */
        asked: z.string().max(40_000, '导出条件过长'),
        reason: reasonGiven,
      }),
      answer: z.strictObject({ columns: z.array(z.string()) }),
      may,
      handle(act, { ledger, asked, reason }) {
        const shape = act.ledgerOf(ledger);
        if (!shape) return refuse('NOT_FOUND', `没有这本台账：${ledger}`);
        const wanted = new URLSearchParams(asked).get('columns')?.split(',');
        const columns = shape.columns.filter(({ key, hiddenByDefault }) =>
          wanted ? wanted.includes(key) : !hiddenByDefault,
        );
        const plain = plainOf(columns, act.actor);
        if (plain.length === 0)
          return refuse('NOT_YOURS', `所选各列中没有您可以看到明文的个人信息，${shape.title}只能打码导出`);
        const named = plain.map((column) => column.title);
        act.note(`导出${shape.title}，${named.join('、')}为明文，理由：${reason}`);
        return { columns: named };
      },
    }),
    opensExport: true,
  }) as const;

/** How long an opened export may be fetched. */
const OPEN_MS = 10 * 60_000;

/** Refuses unless this journal entry opened this very export for this person just now. */
export async function exportOpened(
  reads: Reads,
  commands: readonly string[],
  entry: string,
  ledger: string,
  query: Readonly<Record<string, unknown>>,
): Promise<Refused | null> {
  const found = z.uuid().safeParse(entry).success
    ? await reads.one<{ given: { ledger: string; asked: string }; at: string }>(
        `select given, at from kernel.entry where county = $1 and id = $2 and account is not distinct from $3::uuid and command = any($4::text[])`,
        [reads.actor.county, entry, reads.actor.account || null, commands],
      )
    : null;
  const fits =
    found !== null &&
    Date.parse(reads.at) - Date.parse(found.at) < OPEN_MS &&
    found.given.ledger === ledger &&
    askedFor(found.given.asked) === askedFor(query);
  return fits ? null : refuse('NOT_YOURS', '明文导出须先写明理由；请在导出窗口中重新办理');
}

/** A masked value is nobody's telephone or number: it is never written over what it masks. */
export function refuseMasked(effects: readonly Effect[]): Refused | null {
  for (const { subject, patch } of effects)
    for (const [column, personal] of Object.entries<Personal | undefined>(subject.personal ?? {})) {
      const value = patch[column];
      if (personal && isMasked(value))
        return refuse('INVALID', `${personal.title}是打了码的，不能保存；请填完整的，或不改这一项`, {
          places: [{ place: column, value, allowed: '完整的号码', message: `${personal.title}是打了码的，请填完整的` }],
        });
    }
  return null;
}
