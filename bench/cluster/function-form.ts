/** The write as a function that is distributed by county: one call, whose body runs on the node where the county lives. */
import type { ClientBase } from 'pg';
import type { Sent } from './record.ts';

interface Columns {
  [column: string]: string;
}

async function columnsOf(client: ClientBase, table: string): Promise<Columns> {
  const { rows } = await client.query<{ name: string; type: string }>(
    'select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped',
    [table],
  );
  return Object.fromEntries(rows.map(({ name, type }) => [name, type]));
}

/** A value of the call as an expression of its column's type; a list is made beforehand, for an INSERT there takes no subquery. */
const taken = (at: number, type: string, lists: string[]): string => {
  if (!type.endsWith('[]')) return `(v->>${at})::${type}`;
  lists.push(`a${at} ${type} := (select array_agg(x)::${type} from jsonb_array_elements_text(v->${at}) x);`);
  return `a${at}`;
};

/** One recorded statement with its places filled from `v`, from `offset` on. */
async function bodyOf(client: ClientBase, { text }: Sent, offset: number, lists: string[]): Promise<string> {
  const insert = /^insert into (\S+) \(([^)]*)\) values (.*)$/s.exec(text.trim());
  if (insert) {
    const [, table, names, rows] = insert as unknown as [string, string, string, string];
    const types = await columnsOf(client, table);
    const columns = names.split(',').map((one) => one.trim());
    const filled = rows.trim().replaceAll(/\(([^()]*)\)/g, (_, places: string) => {
      const values = places.split(',').map((place, i) => {
        const found = /^\$(\d+)$/.exec(place.trim());
        return found ? taken(offset + Number(found[1]) - 1, types[columns[i]!]!, lists) : place;
      });
      return `(${values.join(', ')})`;
    });
    return `insert into ${table} (${names}) values ${filled};`;
  }
  const update = /\((update (\S+) set (.*) where (.*)) returning 1\)/s.exec(text);
  if (!update) throw new Error(`no form of a function for: ${text}`);
  const [, whole, table] = update as unknown as [string, string, string];
  const types = await columnsOf(client, table);
  const filled = whole.replaceAll(
    /(\w+) = \$(\d+)/g,
    (_, column: string, place: string) => `${column} = ${taken(offset + Number(place) - 1, types[column]!, lists)}`,
  );
  return `${filled}; if not found then perform 1 / 0; end if;`;
}

/** Makes `public.<name>(county, values)` and gives it to the node of each county. */
export async function makeFunction(client: ClientBase, name: string, writes: readonly Sent[]): Promise<void> {
  const parts: string[] = [];
  const lists: string[] = [];
  let offset = 0;
  for (const one of writes) {
    parts.push(await bodyOf(client, one, offset, lists));
    offset += one.values.length;
  }
  await client.query(`create function public.${name}(of_county text, v jsonb) returns void language plpgsql as $f$ declare ${lists.join(' ')} begin
    perform set_config('app.county', of_county, true), set_config('app.scope', 'county', true);
    ${parts.join('\n')} end $f$`);
  await client.query(
    `select create_distributed_function('public.${name}(text, jsonb)', 'of_county', colocate_with := 'kernel.entry')`,
  );
  await client.query(`grant execute on function public.${name}(text, jsonb) to public`);
}

/** The call that writes these rows: which of the two functions, by how many values there are. */
export const callOf = (prefix: string, county: string, writes: readonly Sent[]): Sent => {
  const act = writes.some(({ text }) => /\bupdate\b/.test(text)) ? 'move' : 'create';
  const values = writes
    .flatMap((one) => one.values)
    .map((one) => (typeof one === 'object' || one === null ? one : String(one)));
  return { text: `select public.${prefix}_${act}($1, $2::jsonb)`, values: [county, JSON.stringify(values)] };
};
