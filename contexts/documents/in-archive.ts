import type { Damage } from './domain/words.ts';
import { originalInData } from './places.ts';

/** What a backup says of each file it holds, by its path in the data folder. */
type Sums = Readonly<Record<string, { sha256: string }>>;

/** Who answers the statement: a connection that sees every county. */
interface Asks {
  query(sql: string): Promise<{ rows: { sha256: string; name: string }[] }>;
}

/**
 * Originals the database names which an archive holds changed, or not at all. `sums` by path below the data folder. A database from before files were
 * inspected has none; what was retired by rule is not missed.
 */
export async function damagedInArchive(
  client: Asks,
  sums: Sums,
): Promise<{ sha256: string; name: string; what: Damage }[]> {
  const there = await client.query(
    `select table_name as sha256, table_schema as name from information_schema.tables where table_schema = 'documents' and table_name in ('file', 'damage')`,
  );
  if (there.rows.length < 2) return [];
  const { rows } = await client.query(
    `select distinct on (f.sha256) f.sha256, f.name from documents.file f
     where not exists (select 1 from documents.damage d where d.county = f.county and d.sha256 = f.sha256 and d.what = 'retired' and d.mended_at is null)
     order by f.sha256`,
  );
  return rows.flatMap(({ sha256, name }) => {
    const sum = sums[originalInData(sha256)]?.sha256;
    return sum === sha256
      ? []
      : [{ sha256, name, what: sum === undefined ? ('missing' as const) : ('changed' as const) }];
  });
}
