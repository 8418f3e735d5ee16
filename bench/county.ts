/**
 * The bench's county: the demonstration, played by its commands, then multiplied by SQL. A copy differs from its original in its ids,
 * names and minutes, and has no journal: the bench reads and moves rows, it proves nothing about where they came from.
 */
import { execFileSync } from 'node:child_process';
import { makePool } from '#db';
import { openProduct, root, superuserOf } from './product.ts';

/** How large a county is loaded. */
export interface Size {
  enterprises: number;
  hazards: number;
}

interface Copying {
  table: string;
  /** SQL of the columns a copy has of its own; `k` is its number, `t` the original. */
  own: Readonly<Record<string, string>>;
}

/**
 * Ids of copy `k`: always the same for the same original, so that rows find each other; marked as ids of version 8 (their makers' own),
 * for a digest as it comes is no UUID and every act on it is refused.
 */
const idOf = (column: string, k = 'k'): string =>
  `overlay(overlay(md5(t.${column}::text || ${k}) placing '8' from 13) placing '8' from 17)::uuid`;

/** When copy `k` of a hazard was found: some minutes beside its original. */
const foundAt = (id: string): string =>
  `t.found_at + make_interval(secs => (hashtext(t.${id}::text || k) & 65535) / 10.0)`;

async function columnsOf(pool: ReturnType<typeof makePool>, table: string): Promise<string[]> {
  const { rows } = await pool.query(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  return rows.map((row) => row.name as string);
}

async function copies(
  pool: ReturnType<typeof makePool>,
  { table, own }: Copying,
  of: string,
  times: string,
): Promise<void> {
  const columns = await columnsOf(pool, table);
  await pool.query(
    `insert into ${table} (${columns.join(', ')})
     select ${columns.map((name) => own[name] ?? `t.${name}`).join(', ')} from ${of} t cross join generate_series(1, ${times}) k`,
  );
}

/** Runs `work` while these tables have no indexes but those of their keys: built at the end they cost a fraction of being kept up row by row. */
async function withoutIndexes(
  pool: ReturnType<typeof makePool>,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await pool.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid = any($1::text[]::regclass[]) and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  );
  for (const { name } of rows) await pool.query(`drop index ${name}`);
  await work();
  await pool.query("set maintenance_work_mem = '512MB'");
  for (const { made } of rows) await pool.query(made);
}

const count = async (pool: ReturnType<typeof makePool>, table: string): Promise<number> =>
  Number((await pool.query(`select count(*) as n from ${table}`)).rows[0].n);

/** Plays the demonstration into a data folder and multiplies it to this size. */
export async function loadCounty(dataFolder: string, size: Size): Promise<void> {
  execFileSync(process.execPath, ['bin/zean.mjs', 'demo'], {
    cwd: root,
    env: { ...process.env, ZEAN_DATA: dataFolder },
    stdio: 'inherit',
  });
  const product = await openProduct(dataFolder);
  const pool = makePool(superuserOf(dataFolder), { max: 1, statementTimeout: 0, applicationName: 'bench' });
  try {
    const firms = await count(pool, 'registry.enterprise');
    const hazards = await count(pool, 'hazards.hazard');
    const firmCopies = Math.ceil(size.enterprises / firms) - 1;
    const hazardCopies = Math.ceil(size.hazards / hazards) - 1;
    const firm = `case when k % ${firmCopies + 1} = 0 then t.enterprise else ${idOf('enterprise', `(k % ${firmCopies + 1})`)} end`;
    // Originals first set aside: what is copied must not be copied again.
    await pool.query('create temp table firm as select * from registry.enterprise');
    await pool.query('create temp table charge as select * from registry.supervision');
    await pool.query('create temp table finding as select * from hazards.hazard');
    await copies(
      pool,
      {
        table: 'registry.enterprise',
        own: {
          id: idOf('id'),
          uscc: "'B' || substr(upper(md5(t.uscc || k)), 1, 17)",
          name: 't.name || k',
          import_id: 'null',
        },
      },
      'firm',
      String(firmCopies),
    );
    await copies(
      pool,
      { table: 'registry.supervision', own: { id: idOf('id'), enterprise: idOf('enterprise') } },
      'charge',
      String(firmCopies),
    );
    await withoutIndexes(pool, ['hazards.hazard', 'hazards.word'], async () => {
      await copies(
        pool,
        {
          table: 'hazards.hazard',
          own: {
            id: idOf('id'),
            number: "t.number || '-' || k",
            enterprise: firm,
            found_at: foundAt('id'),
          },
        },
        'finding',
        String(hazardCopies),
      );
      await copyWords(pool, hazardCopies, firm);
    });
    await pool.query('delete from kernel.tally_edition');
    await pool.query('vacuum (analyze)');
  } finally {
    await pool.end();
    await product.stop();
  }
}

/** Search rows of the copies: their text has the copy's number. */
async function copyWords(pool: ReturnType<typeof makePool>, times: number, firm: string): Promise<void> {
  const columns = await columnsOf(pool, 'hazards.word');
  const own: Record<string, string> = {
    hazard: idOf('hazard'),
    enterprise: firm,
    found_at: foundAt('hazard'),
    haystack: "replace(t.haystack, lower(h.number), lower(h.number) || '-' || k)",
  };
  await pool.query(
    `insert into hazards.word (${columns.join(', ')})
     select ${columns.map((name) => own[name] ?? `t.${name}`).join(', ')} from hazards.word t
     join finding h on h.county = t.county and h.id = t.hazard cross join generate_series(1, ${times}) k`,
  );
}
