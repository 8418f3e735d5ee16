/** Borders in SQL: a statement names only tables of its own context, or a view another context publishes for it. */
import { type Node, parse, walk } from '../source/parse.ts';
import { isCode, isProof, placeOf, type SourceFile } from '../source/tree.ts';
import type { Breach } from './check.ts';
import { partOf } from './parts.ts';

/** Every table, view and function of ours, `schema.name`, as the migrations make them. */
export function namesIn(files: readonly SourceFile[]): Set<string> {
  const made =
    /create\s+(?:or\s+replace\s+)?(?:table|view|materialized\s+view|function)\s+(?:if\s+not\s+exists\s+)?(\w+\.\w+)/gi;
  const names = files
    .filter(({ path }) => /^db\/migrations\/.*\.sql$/.test(path))
    .flatMap(({ text }) => [...text.matchAll(made)].map(([, name]) => name!.toLowerCase()));
  return new Set(names);
}

/** A view its owner makes for others to read is named so. */
export const PUBLISHED = /\.published_\w+$/;

/** The schema a file may name: that of its own context, the kernel's in the kernel's server. */
function schemaOf(path: string): string | undefined {
  const part = partOf(path);
  if (part.part === 'context') return part.name.replaceAll('-', '_');
  if (part.part === 'kernel') return 'kernel';
  return undefined;
}

/** What stands before a name that a statement reads or writes; a name that stands alone is that of a query or a subject. */
const STATEMENT =
  /\b(?:from|join|into|update|table|using|only|exists|lock|vacuum(?:\s+full)?|truncate|analyze|references)\s+$|[(,]\s*$|null::$|'$/i;

interface Written {
  text: string;
  at: number;
  /** The whole text is the name of a table: a subject's `table`, a derived row's. */
  table: boolean;
}

const stringOf = (node: Node): string | undefined => {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return undefined;
  const quasis = node.quasis as (Node & { value: { cooked: string } })[];
  return quasis.map((quasi) => quasi.value.cooked).join(' ? ');
};

/** Every text of a file, and whether it stands where a table is named. */
function texts(file: SourceFile): Written[] {
  const found: Written[] = [];
  const tables = new Set<unknown>();
  walk(parse(file).program, (node) => {
    const { key, value, callee } = node as Node & { key?: Node; value?: Node; callee?: Node & { property?: Node } };
    if (node.type === 'Property' && key?.name === 'table') tables.add(value);
    if (node.type === 'CallExpression' && callee?.property?.name === 'put') tables.add((node.arguments as Node[])[0]);
    const text = stringOf(node);
    if (text !== undefined) found.push({ text, at: node.start, table: tables.has(node) });
  });
  return found;
}

/** Names of ours in a text, where it reads or writes them. */
function named({ text, table }: Written, names: ReadonlySet<string>): string[] {
  if (table) return names.has(text.toLowerCase()) ? [text.toLowerCase()] : [];
  const found = new Set<string>();
  for (const hit of text.matchAll(/\b([a-z_]+\.[a-z_0-9]+)\b/gi)) {
    const name = hit[1]!.toLowerCase();
    const called = text[hit.index + name.length] === '(';
    if (names.has(name) && (called || STATEMENT.test(text.slice(0, hit.index)))) found.add(name);
  }
  return [...found];
}

/** Statements of the product that name what is not their context's. An application names no table at all. */
export function checkSql(files: readonly SourceFile[]): Breach[] {
  const names = namesIn(files);
  return files
    .filter((file) => isCode(file) && !isProof(file.path) && /^(kernel|contexts|apps)\//.test(file.path))
    .flatMap((file) => {
      const own = schemaOf(file.path);
      return texts(file).flatMap((written) =>
        named(written, names)
          .filter((name) => name.split('.')[0] !== own && !PUBLISHED.test(name))
          .map((name) => ({
            rule: 'only-the-owner-names-its-tables',
            place: placeOf(file, written.at),
            why: `${name} is ${name.split('.')[0]}'s: read a view it publishes (${name.split('.')[0]}.published_…) or ask its door`,
          })),
      );
    });
}
