/** Every schema, table and column says in the database itself what it is. */
import { placeOf, type SourceFile } from '../source/tree.ts';
import type { Finding, TidyRule } from './finding.ts';

const BLANKED = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$/g;
const OUTSIDE_BODIES = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g;

/** Comments and the text of strings blanked (function bodies too, unless kept), lengths kept, so that offsets and brackets stay true. */
export const skeleton = (sql: string, { keepBodies = false } = {}): string =>
  sql.replace(keepBodies ? OUTSIDE_BODIES : BLANKED, (text) => text.replace(/[^\n]/g, ' '));

/** The text between the bracket at `open` and its partner. */
function inBrackets(text: string, open: number): string {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')' && --depth === 0) return text.slice(open + 1, at);
  }
  return text.slice(open + 1);
}

function items(text: string): string[] {
  let depth = 0;
  let item = '';
  const found: string[] = [];
  for (const letter of text) {
    if (letter === ',' && depth === 0) {
      found.push(item);
      item = '';
      continue;
    }
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    item += letter;
  }
  return [...found, item].map((one) => one.trim()).filter(Boolean);
}

const CONSTRAINT = /^(primary|unique|foreign|check|constraint|exclude|like|partition)\b/i;
const NAME = '([\\w.]+)';

interface Named {
  kind: 'schema' | 'table' | 'column';
  name: string;
  place: string;
}

function tables(file: SourceFile, sql: string): Named[] {
  const pattern = new RegExp(
    `create\\s+(?:unlogged\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?${NAME}\\s*(\\(|partition\\s+of)`,
    'gi',
  );
  return [...sql.matchAll(pattern)].flatMap((hit): Named[] => {
    const [whole, name = '', follows = ''] = hit;
    const place = placeOf(file, hit.index);
    // A partition carries the comments of its table.
    if (follows !== '(') return [];
    const columns = items(inBrackets(sql, hit.index + whole.length - 1)).filter((item) => !CONSTRAINT.test(item));
    const column = (item: string): Named => ({ kind: 'column', name: `${name}.${item.split(/\s/)[0]}`, place });
    return [{ kind: 'table', name, place }, ...columns.map(column)];
  });
}

function added(file: SourceFile, sql: string): Named[] {
  const pattern = new RegExp(`alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?${NAME}([^;]*)`, 'gi');
  return [...sql.matchAll(pattern)].flatMap((hit) =>
    [...(hit[2] ?? '').matchAll(/add\s+column\s+(?:if\s+not\s+exists\s+)?(\w+)/gi)].map(
      ([, column]): Named => ({ kind: 'column', name: `${hit[1]}.${column}`, place: placeOf(file, hit.index) }),
    ),
  );
}

/** Schemas, tables and columns that migrations create without saying what they are. */
export const uncommented: TidyRule = (files) => {
  const history = files.filter(({ path }) => /^db\/migrations\/.*\.sql$/.test(path));
  const made: Named[] = [];
  const said = new Set<string>();
  for (const file of history) {
    const sql = skeleton(file.text);
    for (const hit of sql.matchAll(/create\s+schema\s+(?:if\s+not\s+exists\s+)?(\w+)/gi)) {
      made.push({ kind: 'schema', name: hit[1] ?? '', place: placeOf(file, hit.index) });
    }
    made.push(...tables(file, sql), ...added(file, sql));
    for (const [, kind = '', name = '', text = ''] of file.text.matchAll(
      /comment\s+on\s+(schema|table|column)\s+([\w.]+)\s+is\s+'((?:[^']|'')*)'/gi,
    )) {
      if (text.trim()) said.add(`${kind.toLowerCase()} ${name}`);
    }
  }
  return made
    .filter(({ kind, name }) => !said.has(`${kind} ${name}`))
    .map(({ kind, name, place }): Finding => `${place}: ${kind} ${name} has no comment`);
};
