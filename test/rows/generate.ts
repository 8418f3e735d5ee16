/** Row types of every context's tables, written by kanel from a migrated database: what `npm run rows` puts beside each context. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CompositeDetails, type CompositeProperty, makePgTsGenerator, processDatabase } from 'kanel';
import type pg from 'pg';
import type { Connection } from '../../db/connection.ts';
import { camel } from '../../kernel/server/names.ts';

/** How our driver reads what kanel takes for something else (db/pool.ts). */
const READ_AS = {
  'pg_catalog.int8': 'number',
  'pg_catalog.date': 'string',
  'pg_catalog.timestamp': 'string',
  'pg_catalog.timestamptz': 'string',
  'pg_catalog.uuid': 'string',
  'pg_catalog.bytea': 'Uint8Array',
};

const words = (list: string): string[] => [...list.matchAll(/'((?:[^']|'')*)'::text/g)].map((one) => one[1] as string);
const ONE_OF = /^CHECK \(\(\(?(\w+) = ANY \(\(?ARRAY\[((?:'(?:[^']|'')*'::text(?:, )?)+)\](?:::text\[\])?\)?\)\)?\)\)$/;
const SOME_OF = /^CHECK \(\((\w+) <@ ARRAY\[((?:'(?:[^']|'')*'::text(?:, )?)+)\]\)\)$/;

/** The values a check constraint allows of a column, where it says nothing but that; `many` when the column is a list of them. */
export function allowedBy(definition: string): { column: string; values: string[]; many: boolean } | null {
  const [, one, oneOf] = ONE_OF.exec(definition) ?? [];
  if (one && oneOf) return { column: one, values: words(oneOf), many: false };
  const [, some, someOf] = SOME_OF.exec(definition) ?? [];
  return some && someOf ? { column: some, values: words(someOf), many: true } : null;
}

const pascal = (name: string): string => camel(`_${name}`).replace(/^./, (c) => c.toUpperCase());
const union = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(' | ');

async function allowedOf(pool: pg.Pool): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ at: string; definition: string }>(
    `select n.nspname || '.' || t.relname as at, pg_get_constraintdef(c.oid) as definition from pg_constraint c
     join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace where c.contype = 'c'`,
  );
  const types = new Map<string, string>();
  for (const { at, definition } of rows) {
    const allowed = allowedBy(definition);
    if (allowed)
      types.set(`${at}.${allowed.column}`, allowed.many ? `(${union(allowed.values)})[]` : union(allowed.values));
  }
  return types;
}

const HEAD = [
  '/** Written by `npm run rows` from the migrated database; never by hand. Days `YYYY-MM-DD`, instants ISO, numeric as text. */',
  '',
];

const SCHEMAS: Readonly<Record<string, string>> = {
  bool: 'z.boolean()',
  date: 'z.iso.date()',
  int2: 'z.int()',
  int4: 'z.int()',
  int8: 'z.int()',
  jsonb: 'z.unknown()',
  numeric: 'z.string().regex(/^-?\\d+(\\.\\d+)?$/)',
  timestamptz: 'z.iso.datetime()',
  uuid: 'z.uuid()',
};

/** Columns with personal data by table, as a context declares them in `personal.ts`. */
type PersonalColumns = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
async function personalOf(schema: string): Promise<PersonalColumns> {
  const path = `${process.cwd()}/contexts/${schema}/personal.ts`;
  return existsSync(path) ? ((await import(path)) as { personal: PersonalColumns }).personal : {};
}

/** One table as a zod object: what an answer that carries its rows is declared by; columns with personal data are marked. */
function schemaOf(of: CompositeDetails, allowed: ReadonlyMap<string, string>, personal: PersonalColumns): string[] {
  const lines = ('columns' in of ? (of.columns as CompositeProperty[]) : [])
    .filter((column) => !isGenerated(column))
    .sort((a, b) => a.ordinalPosition - b.ordinalPosition)
    .map((column) => {
      const words = allowed.get(`${of.schemaName}.${of.name}.${column.name}`);
      const many = column.isArray || words?.endsWith('[]');
      const one = words
        ? `z.enum([${words
            .replace(/[()[\]]/g, '')
            .split(' | ')
            .join(', ')}])`
        : (SCHEMAS[column.type.fullName.replace(/^pg_catalog\._?/, '')] ?? 'z.string()');
      const nullable = 'isNullable' in column && column.isNullable;
      const [table, name] = [camel(of.name), camel(column.name)];
      const schema = `${many ? `z.array(${one})` : one}${nullable ? '.nullable()' : ''}`;
      const isPersonal = personal[table]?.[name] !== undefined;
      return `  ${name}: ${isPersonal ? `marked(${schema}, personal.${table}.${name})` : schema},`;
    });
  return [`export const ${camel(of.name)}Row = z.strictObject({`, ...lines, '});'];
}

/** Text of `rows.ts` and `row-schemas.ts` for each schema that is a context, by the file's path under contexts/. */
export async function rowFiles(pool: pg.Pool, connection: Connection): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ name: string }>('select nspname as name from pg_namespace order by 1');
  const schemas = rows.map((row) => row.name).filter((name) => existsSync(`contexts/${name}`));
  const allowed = await allowedOf(pool);
  const texts = new Map<string, string>();
  const described = new Map<string, CompositeDetails>();
  const folder = await mkdtemp(join(tmpdir(), 'zean-rows-'));
  const typeOf = (column: CompositeProperty, of: CompositeDetails) => {
    if (isGenerated(column)) return 'never';
    return allowed.get(`${of.schemaName}.${of.name}.${column.name}`) ?? (isKey(column) ? 'string' : undefined);
  };
  try {
    await processDatabase({
      connection: { ...connection, ssl: connection.ssl as boolean },
      schemaNames: schemas,
      outputPath: folder,
      filter: (one) => one.kind === 'table',
      generators: [
        makePgTsGenerator({
          customTypeMap: READ_AS,
          propertySortFunction: (a, b) => a.ordinalPosition - b.ordinalPosition,
          getMetadata: (of, generateFor) => {
            if (generateFor === 'selector' && 'columns' in of)
              described.set(`${of.schemaName}.${of.name}`, of as CompositeDetails);
            return {
              name: generateFor === 'selector' ? pascal(of.name) : `${pascal(of.name)} ${generateFor}`,
              comment: [of.comment ?? ''],
              path: join(folder, of.schemaName),
              exportAs: 'named',
            };
          },
          getPropertyMetadata: (column, of, _, made) => {
            const name = typeOf(column, of);
            return {
              ...made,
              name: camel(column.name),
              comment: column.comment ? [column.comment] : [],
              ...(name ? { typeOverride: { name, isArray: false } } : {}),
            } as typeof made;
          },
          preRenderHooks: [
            // Only rows as they are read; a generated column is nobody's to write and stands in no journal.
            (output) => {
              for (const file of Object.values(output)) {
                if (file.fileType !== 'typescript') continue;
                file.declarations = file.declarations
                  .flatMap((one) => (one.declarationType === 'interface' && !one.name.includes(' ') ? [one] : []))
                  .sort((a, b) => (a.name < b.name ? -1 : 1));
                for (const one of file.declarations)
                  if (one.declarationType === 'interface')
                    one.properties = one.properties.filter((property) => property.typeName !== 'never');
              }
              return output;
            },
          ],
        }),
      ],
      postRenderHooks: [
        (path: string, lines: string[]) => {
          const name = /([\w-]+)\.ts$/.exec(path)?.[1];
          // One line a column and its comment, an empty one before each table.
          if (name)
            texts.set(
              `${name}/rows.ts`,
              [...HEAD, ...lines.filter((line) => !line.startsWith('// ') && line !== '')].join('\n').trimEnd(),
            );
          return lines;
        },
      ],
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  for (const schema of schemas) {
    const tables = [...described.values()]
      .filter((of) => of.schemaName === schema)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const personal = await personalOf(schema);
    const lines = tables.flatMap((of) => schemaOf(of, allowed, personal));
    const marks = ["import { marked } from '#kernel';", "import { personal } from './personal.ts';"];
    const imports = ["import { z } from 'zod';", ...(Object.keys(personal).length > 0 ? marks : [])];
    texts.set(`${schema}/row-schemas.ts`, [...HEAD.slice(0, 1), ...imports, ...lines].join('\n'));
  }
  return texts;
}

const isGenerated = (column: CompositeProperty): boolean => 'generated' in column && column.generated === 'ALWAYS';

/** Kanel would brand keys; ours are the text they are. */
const isKey = (column: CompositeProperty): boolean =>
  /^pg_catalog\.(uuid|text)$/.test(column.type.fullName) && !column.isArray;
