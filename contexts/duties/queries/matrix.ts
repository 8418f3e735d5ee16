import { z } from 'zod';
import { type Day, type MeasureReads, query } from '#kernel';
import { obligationsOf } from '#law-catalogue';
import { timeOf } from '../domain/time.rule.ts';
import { timeWords } from '../domain/words.ts';
import { overseers } from '../policy.ts';
import { type Owed, owedOwners } from '../subjects.ts';

const cell = z.strictObject({
  id: z.uuid(),
  version: z.int(),
  state: z.string(),
  time: z.enum(Object.keys(timeWords) as [keyof typeof timeWords, ...(keyof typeof timeWords)[]]),
  dueOn: z.string(),
  open: z.boolean(),
});

/** Rows of the matrix on one page. */
const PAGE = 50;

/**
 * 企业 × 事项: for each enterprise of a page and each duty, the instance that matters on a day: what is missed before all, else what is
 * open, else the newest. Empty where the enterprise does not owe it.
 */
export const matrixQuery = query({
  name: 'duties.matrix',
  title: '谁该办什么',
  input: z.strictObject({
    town: z.string().max(9).optional(),
    missed: z.stringbool().or(z.boolean()).optional().meta({ title: '只看有逾期的企业' }),
    after: z.string().max(200).optional().meta({ title: '上一页末行' }),
    q: z.string().trim().max(50).optional(),
  }),
  answer: z.strictObject({
    today: z.string(),
    duties: z.array(z.strictObject({ id: z.string(), title: z.string(), missed: z.int() })),
    rows: z.array(
      z.strictObject({
        enterprise: z.uuid(),
        name: z.string(),
        town: z.string(),
        missed: z.int(),
        cells: z.record(z.string(), cell),
      }),
    ),
    total: z.int(),
    next: z.string().nullable(),
  }),
  may: [overseers],
  async read(reads, { town, missed, after, q }) {
    const { county } = reads.actor;
    const values: unknown[] = [county, reads.today, town ?? null, q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null];
    const seen = reads.within({ town: 'e.town', enterprise: 'e.enterprise' }, values);
    const late = `(select count(*)::int from duties.owed o where o.county = $1 and o.enterprise = e.enterprise
      and o.first_on is null and o.state in ('owed', 'returned') and o.due_on < $2::date)`;
    const which = `from registry.published_profile e where e.county = $1 and $2::date is not null and not e.removed and e.status <> 'closed'
      and ($3::text is null or e.town = $3) and ($4::text is null or e.name like $4) and ${seen} ${missed ? `and ${late} > 0` : ''}`;
    const [name = '', id = ''] = after?.split('\n') ?? [];
    const paged = [...values, name, id || null];
    const [firms, count, sums] = await Promise.all([
      reads.many<{ enterprise: string; name: string; town: string; missed: number }>(
        `select e.enterprise, e.name, e.town, ${late} as missed ${which}
           and ($${paged.length}::uuid is null or (e.name, e.enterprise) > ($${paged.length - 1}, $${paged.length}::uuid))
         order by e.name, e.enterprise limit ${PAGE + 1}`,
        paged,
      ),
      reads.one<{ n: number }>(`select count(*)::int as n ${which}`, values),
      missedByDuty(reads, town),
    ]);
    const page = firms.slice(0, PAGE);
    const ids = page.map((one) => one.enterprise);
    const ofPage: unknown[] = [county, ids, reads.today];
    const rows = await reads.many<Owed>(
      `select distinct on (o.enterprise, o.obligation) o.* from duties.owed o
       where o.county = $1 and o.enterprise = any($2::uuid[]) and o.state <> 'ended' and ${reads.within(owedOwners, ofPage)}
       order by o.enterprise, o.obligation, (o.first_on is null and o.state in ('owed', 'returned') and o.due_on < $3::date) desc,
         (o.state in ('owed', 'returned', 'handed-in')) desc, o.due_on desc`,
      ofPage,
    );
    const last = firms.length > PAGE ? page.at(-1) : undefined;
    return {
      today: reads.today,
      duties: obligationsOf(county)
        .filter((o) => o.owes === 'enterprise' || o.owes === 'person')
        .map(({ id: duty, title }) => ({ id: duty, title, missed: sums.get(duty) ?? 0 })),
      rows: page.map((firm) => ({
        ...firm,
        cells: Object.fromEntries(
          rows
            .filter((row) => row.enterprise === firm.enterprise)
            .map((row) => [
              row.obligation,
              {
                id: row.id,
                version: row.version,
                state: row.state,
                time: timeOf(row, reads.today as Day),
                dueOn: row.dueOn,
                open: row.state === 'owed' || row.state === 'returned',
              },
            ]),
        ),
      })),
      total: count?.n ?? 0,
      next: last ? `${last.name}\n${last.enterprise}` : null,
    };
  },
});

/** How many are missed of each duty. */
async function missedByDuty(reads: MeasureReads, town: string | undefined): Promise<Map<string, number>> {
  const values: unknown[] = [reads.actor.county, reads.today, town ?? null];
  const rows = await reads.many<{ obligation: string; n: number }>(
    `select o.obligation, count(*)::int as n from duties.owed o
     where o.county = $1 and o.first_on is null and o.state in ('owed', 'returned') and o.due_on < $2::date and o.enterprise is not null
       and ($3::text is null or o.town = $3) and ${reads.within(owedOwners, values)} group by 1`,
    values,
  );
  return new Map(rows.map((row) => [row.obligation, row.n]));
}
