/** The county as a schema of its own that lives whole on one node, its tables without a shard key. */
import type { ClientBase } from 'pg';
import type { Recorded, Sent } from './record.ts';

const TABLE =
  /\b(insert into|update|from|join) (?:kernel|hazards|registry|documents|programme|access|disclosure)\.([a-z_]+)\b/g;
const SCHEMA = 'tenant';

const moved = ({ text, values }: Sent): Sent => ({ text: text.replaceAll(TABLE, `$1 ${SCHEMA}.$2`), values });

/** The same act on the tables of the schema. */
export const inSchema = (act: Recorded): Recorded => ({
  opening: act.opening,
  reads: act.reads.map(moved),
  writes: act.writes.map(moved),
});

/** Makes the schema with the tables these statements name, each with row-level security by county. */
export async function makeSchema(client: ClientBase, statements: readonly Sent[]): Promise<void> {
  const names = new Set(
    statements.flatMap(({ text }) => [...text.matchAll(TABLE)].map((found) => found[0].slice(found[1]!.length + 1))),
  );
  await client.query('set citus.enable_schema_based_sharding = on');
  await client.query(`create schema ${SCHEMA}`);
  await client.query(`grant usage on schema ${SCHEMA} to public`);
  for (const name of names) {
    const own = `${SCHEMA}.${name.split('.')[1]}`;
    await client.query(`create table ${own} (like ${name} including all)`);
    await client.query(`alter table ${own} enable row level security`);
    await client.query(`create policy own on ${own} using (county = kernel.county())`);
    await client.query(`grant select, insert, update, delete on ${own} to public`);
  }
}
