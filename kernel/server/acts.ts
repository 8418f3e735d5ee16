/** The journal as a ledger (留痕台账) and one act of it whole: what an audit desk is made of. Row-level security applies as everywhere. */
import { z } from 'zod';
import { type Personal, type Reads, shownTo } from '#kernel';
import { timelineLine } from './journal-reads.ts';
import { camel } from './names.ts';

/** Pieces of a ledger over the journal, for the context that declares who may read it. */
export const actsSql = {
  from: 'kernel.entry e left join kernel.seal s on s.county = e.county and s.entry_id = e.id',
  county: 'e.county',
  id: 'e.id',
  columns: {
    at: 'e.at',
    actor: 'e.actor_name',
    role: 'e.role',
    sentence: 'e.sentence',
    command: 'e.command',
    kind: 'e.subject_kind',
    subject: 'e.subject_id',
    account: 'e.account',
    observedAt: 'e.observed_at',
    seq: 's.seq',
    mark: 'left(s.leaf, 8)',
  },
  owners: { town: 'e.town', enterprise: 'e.enterprise' },
} as const;

/** Acts that changed this row, whatever they were made on. `subject` is `kind:id`, as the index has it. */
export const changedRow = (p: (value: unknown) => string, subject: string): string => {
  const [kind = '', id = ''] = subject.split(':');
  if (!z.uuid().safeParse(id).success) return 'false';
  return `e.id in (select f.entry_id from kernel.effect f where f.county = $1 and f.kind = ${p(kind)} and f.subject_id = ${p(id)}::uuid)`;
};

/** One row that an act made, changed or removed: the columns it wrote, in the words of the schema. */
const changedSubject = z.strictObject({
  kind: z.string(),
  label: z.string(),
  id: z.uuid(),
  op: z.enum(['create', 'change', 'remove']),
  version: z.int(),
  wrote: z.array(z.strictObject({ column: z.string(), title: z.string(), value: z.unknown() })),
});
export const actAnswer = timelineLine.extend({ changes: z.array(changedSubject) });
export type ActShown = z.output<typeof actAnswer>;

interface Written {
  kind: string;
  id: string;
  op: 'create' | 'change' | 'remove';
  version: number;
  patch: Record<string, unknown>;
}

/** Comments of a table's columns, by their name in a row: the titles a reader knows. */
async function titlesOf(reads: Reads, table: string): Promise<ReadonlyMap<string, string>> {
  const rows = await reads.many<{ name: string; title: string | null }>(
    `select a.attname as name, col_description(a.attrelid, a.attnum) as title from pg_catalog.pg_attribute a
     where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped`,
    [table],
  );
  return new Map(rows.map(({ name, title }) => [camel(name), title?.split('：')[0] ?? name]));
}

/** One act with everything it changed; null when there is none the reader may see. What a subject keeps secret is left out. */
export async function actOf(reads: Reads, entry: string): Promise<ActShown | null> {
  const key = [reads.actor.county, entry];
  const [line, changes] = await Promise.all([
    reads.one<Omit<ActShown, 'changes'>>(
      `select e.id as entry, e.at, e.observed_at, e.actor_name as actor, e.role, e.command, e.sentence, s.seq, left(s.leaf, 8) as mark
       from kernel.entry e left join kernel.seal s on s.county = e.county and s.entry_id = e.id where e.county = $1 and e.id = $2`,
      key,
    ),
    reads.many<Written>(
      'select kind, subject_id as id, op, version, patch from kernel.effect where county = $1 and entry_id = $2 order by ordinal limit 200',
      key,
    ),
  ]);
  if (!line) return null;
  const kinds = [...new Set(changes.map(({ kind }) => kind))];
  const known = new Map(kinds.map((kind) => [kind, reads.subjectOf(kind)]));
  const titles = new Map(
    await Promise.all(
      kinds.map(async (kind) => {
        const subject = known.get(kind);
        return [kind, subject ? await titlesOf(reads, subject.table) : new Map<string, string>()] as const;
      }),
    ),
  );
  return {
    ...line,
    changes: changes.map(({ kind, id, op, version, patch }) => {
      const subject = known.get(kind);
      const secret = new Set<string>(subject?.secret ?? []);
      const personal: Readonly<Record<string, Personal | undefined>> = subject?.personal ?? {};
      const told = (column: string, value: unknown) => {
        const of = personal[column];
        return of ? shownTo(of, reads.actor, value) : value;
      };
      return {
        kind,
        label: subject?.label ?? kind,
        id,
        op,
        version,
        wrote: Object.entries(patch)
          .filter(([column, value]) => !secret.has(column) && value !== null)
          .map(([column, value]) => ({
            column,
            title: titles.get(kind)?.get(column) ?? column,
            value: told(column, value),
          })),
      };
    }),
  };
}
