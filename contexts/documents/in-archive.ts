import type { Damage } from './domain/words.ts';
import { originalInData } from './places.ts';

/** What a backup says of each file it holds, by its path in the data folder. */
type Sums = Readonly<Record<string, { sha256: string }>>;

/** Who answers the statement: a connection that sees every county. */
interface Asks {
  query(sql: string): Promise<{ rows: Record<string, string>[] }>;
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
    `select table_name from information_schema.tables where table_schema = 'documents' and table_name in ('file', 'damage')`,
  );
  if (there.rows.length < 2) return [];
  const [files, gone] = [
    await client.query('select county, sha256, name from documents.file order by sha256, county'),
    await client.query(`select county, sha256 from documents.damage where what = 'retired' and mended_at is null`),
  ];
  const retired = new Set(gone.rows.map((one) => `${one.county} ${one.sha256}`));
  const held = files.rows.filter((one) => !retired.has(`${one.county} ${one.sha256}`));
  const rows = [...new Map(held.map((one) => [one.sha256, one])).values()] as { sha256: string; name: string }[];
  return rows.flatMap(({ sha256, name }) => {
    const sum = sums[originalInData(sha256)]?.sha256;
    return sum === sha256
      ? []
      : [{ sha256, name, what: sum === undefined ? ('missing' as const) : ('changed' as const) }];
  });
}
