/** Rows of tables are typed by the schema (`rows.ts`), never by hand. */
import { expect, test } from 'vitest';
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
