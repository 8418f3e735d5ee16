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

/** Every breach as `rule: where`, in the schemas named. */
export async function schemaBreaches(pool: pg.Pool, schemas: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const [rule, sql] of RULES) {
    const { rows } = await pool.query<{ found: string }>(`${sql} order by 1`, [schemas]);
    found.push(...rows.map((row) => `${rule}: ${row.found}`));
  }
  return found;
}
