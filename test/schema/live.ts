/** Rules of the schema a cluster needs (tech: keys with county, no subquery in a policy, no trigger), read from the database's own catalogue. */
import type pg from 'pg';

const RULES: readonly [rule: string, sql: string][] = [
  [
    'key without county',
    `select format('%s %s', i.indrelid::regclass, c.relname) as found from pg_index i join pg_class c on c.oid = i.indexrelid
     join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
     where i.indisunique and n.nspname = any($1)
       and not exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'county' and a.attnum = any(i.indkey))`,
  ],
  [
    'foreign key without county',
    `select format('%s %s', k.conrelid::regclass, k.conname) as found from pg_constraint k join pg_namespace n on n.oid = k.connamespace
     where k.contype = 'f' and n.nspname = any($1)
       and not exists (select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'county' and a.attnum = any(k.conkey))`,
  ],
  [
    'trigger',
    `select format('%s %s', g.tgrelid::regclass, g.tgname) as found from pg_trigger g join pg_class t on t.oid = g.tgrelid
     join pg_namespace n on n.oid = t.relnamespace where not g.tgisinternal and n.nspname = any($1)`,
  ],
  [
    'subquery in a policy',
    `select format('%I.%I %s', schemaname, tablename, policyname) as found from pg_policies
     where schemaname = any($1) and concat(qual, ' ', with_check) ~* '\\mselect\\M'`,
  ],
  [
    'table without row-level security',
    `select t.oid::regclass::text as found from pg_class t join pg_namespace n on n.oid = t.relnamespace
     where t.relkind in ('r', 'p') and n.nspname = any($1) and not t.relrowsecurity
       and exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'county')`,
  ],
];

/** What stands between the outermost ANDs of a condition, as PostgreSQL writes it: all in brackets. */
export function conjunctsOf(condition: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const piece of condition.split(/( AND |[()])/)) {
    if (piece === '(') depth += 1;
    if (piece === ')') depth -= 1;
    if (piece === ' AND ' && depth === 1) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

/**
 * Policies with a condition that names no column of the table beside its others: a cluster on PostgreSQL up to 16 refuses every outer join with
 * such a table.
 */
async function conditionsWithoutColumn(pool: pg.Pool, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ place: string; condition: string; columns: string[] }>(
    `select format('%I.%I %s', p.schemaname, p.tablename, p.policyname) as place, condition,
       array(select a.attname::text from pg_attribute a where a.attrelid = format('%I.%I', p.schemaname, p.tablename)::regclass and a.attnum > 0) as columns
     from pg_policies p, unnest(array[p.qual, p.with_check]) condition
     where p.schemaname = any($1) and condition is not null order by 1`,
    [schemas],
  );
  return rows
    .filter(({ condition, columns }) => {
      const column = new RegExp(`(?<![\\w.'])(${columns.join('|')})(?![\\w.('])`);
      return conjunctsOf(condition).some((part) => !column.test(part));
    })
    .map(({ place }) => `condition without a column in a policy: ${place}`);
}

/** Every breach as `rule: where`, in the schemas named. */
export async function schemaBreaches(pool: pg.Pool, schemas: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const [rule, sql] of RULES) {
    const { rows } = await pool.query<{ found: string }>(`${sql} order by 1`, [schemas]);
    found.push(...rows.map((row) => `${rule}: ${row.found}`));
  }
  return [...found, ...(await conditionsWithoutColumn(pool, schemas))];
}
