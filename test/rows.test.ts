/** Rows of tables are typed by the schema (`rows.ts`), never by hand; what their columns were called once is known to their subjects. */
import { expect, test } from 'vitest';
import { allDeclarations } from '../apps/server/declarations.ts';
import { defaultMigrationsFolder, readFolder } from '../db/migrations.ts';
import { migrationOwners } from '../db/order.ts';
import { forgottenColumns } from './rows/history.ts';
import { type Node, parse, walk } from './source/parse.ts';
import { isProof, readTree, type SourceFile } from './source/tree.ts';

/** Contexts' types that are rows written by hand: they extend what every row has, or name its three columns. */
function handWritten(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^contexts\/.*\.tsx?$/.test(path) && !isProof(path) && !path.endsWith('/rows.ts'))
    .flatMap((file) => {
      const found: string[] = [];
      walk(parse(file).program, (node: Node) => {
        if (node.type !== 'TSInterfaceDeclaration' && node.type !== 'TSTypeAliasDeclaration') return;
        const text = file.text.slice(node.start, node.end);
        const named = ['county', 'id', 'version'].every((key) => new RegExp(`^  ${key}\\??: `, 'm').test(text));
        if (named || /\bextends Base\b|\bBase &|& Base\b/.test(text))
          found.push(`${file.path}: ${text.split('\n')[0]}`);
      });
      return found;
    });
}

test('no context writes the type of a row by hand', () => expect(handWritten(readTree())).toEqual([]));

test('a planted one is found', () => {
  const planted = (text: string) => handWritten([{ path: 'contexts/hazards/subjects.ts', text }]).length;
  expect(planted('export interface Pump extends Base {\n  name: string;\n}')).toBe(1);
  expect(planted('export type Pump = Base & { name: string };')).toBe(1);
  expect(planted('export interface Pump {\n  county: string;\n  id: string;\n  version: number;\n}')).toBe(1);
  expect(planted('export type Pump = RowAs<rows.Pump, { parts: Part[] }>;')).toBe(0);
});

const history = await readFolder(defaultMigrationsFolder(), migrationOwners);

test('every column a migration renamed or dropped is known to its subject, whose old effects still name it', () => {
  const { subjects } = allDeclarations();
  expect(forgottenColumns(history, subjects)).toEqual([]);
  // Without what the subjects say, each of those there were is found.
  expect(
    forgottenColumns(
      history,
      subjects.map(({ kind, table }) => ({ kind, table })),
    ).length,
  ).toBeGreaterThan(10);
});

test.each([
  [
    'alter table hazards.pump drop column old_name',
    ['hazards.pump.old_name is dropped, `gone` of the subject pump does not name it'],
  ],
  [
    'alter table hazards.pump drop old_name, drop constraint pump_check',
    ['hazards.pump.old_name is dropped, `gone` of the subject pump does not name it'],
  ],
  [
    'alter table hazards.pump rename column old_name to label',
    ['hazards.pump.old_name became label, `renamed` of the subject pump does not say so'],
  ],
  ['alter table hazards.pump rename column title to name', []],
  ['alter table hazards.pump drop column power', []],
  ['alter table hazards.pump alter column name drop not null, alter column name drop default', []],
  ['alter table hazards.pump rename to motor', []],
  ['alter table hazards.tap drop column old_name', []],
  ["comment on table hazards.pump is 'drop column old_name'", []],
])('%s: %j', (sql, found) => {
  const pump = { kind: 'pump', table: 'hazards.pump', gone: ['power'], renamed: { title: 'name' } };
  expect(forgottenColumns([{ name: 'hazards/0009-x.sql', text: `select 1;\n${sql};` }], [pump])).toEqual(
    found.map((one) => `db/migrations/hazards/0009-x.sql:2: ${one}`),
  );
});
