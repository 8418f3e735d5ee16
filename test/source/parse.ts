/** Imports and syntax trees of TypeScript files, by the parser that bundles them. */
import { posix } from 'node:path';
import { parseSync } from 'vite';
import type { SourceFile } from './tree.ts';

/** A node of the syntax tree (ESTree with TypeScript); offsets count UTF-16 units. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** One import, export-from, `import()` or `typeof import()`. */
export interface Import {
  spec: string;
  /** Names taken, as the door calls them; `*` for all of it. */
  names: readonly string[];
  /** Gone after compilation. */
  typeOnly: boolean;
  at: number;
}

export interface Parsed {
  program: Node;
  comments: { type: 'Line' | 'Block'; value: string; start: number; end: number }[];
  imports: Import[];
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Visits every node under `node`, parents first; `visit` answers false to leave a branch out. */
export function walk(node: Node, visit: (node: Node) => unknown): void {
  if (visit(node) === false) return;
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) walk(item, visit);
    } else if (isNode(value)) walk(value, visit);
  }
}

const IMPORTING = /^(ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|ImportExpression|TSImportType)$/;

interface Specifier {
  type: string;
  importKind?: string;
  exportKind?: string;
  imported?: { name?: string };
  local?: { name?: string };
}

/** `import { a as b }` and `export { a as b } from` take a; the whole of it is `*`. */
function namesOf(node: Node, specifiers: readonly Specifier[]): string[] {
  if (node.type === 'TSImportType') {
    const qualifier = node.qualifier as { name?: string } | null | undefined;
    return [qualifier?.name ?? '*'];
  }
  if (node.type === 'ExportAllDeclaration' || node.type === 'ImportExpression') return ['*'];
  return specifiers.map(
    (one) =>
      (one.type === 'ExportSpecifier' ? one.local?.name : one.imported?.name) ??
      (one.type === 'ImportDefaultSpecifier' ? 'default' : '*'),
  );
}

function importOf(node: Node): Import | undefined {
  const source = node.source as (Node & { value?: unknown }) | null;
  if (typeof source?.value !== 'string') return undefined;
  const specifiers = (node.specifiers ?? []) as Specifier[];
  const typeOnly =
    node.type === 'TSImportType' ||
    node.importKind === 'type' ||
    node.exportKind === 'type' ||
    (specifiers.length > 0 && specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type'));
  return { spec: source.value, names: namesOf(node, specifiers), typeOnly, at: node.start };
}

const known = new WeakMap<SourceFile, Parsed>();

/** @throws with the place when the file is not TypeScript */
export function parse(file: SourceFile): Parsed {
  const before = known.get(file);
  if (before) return before;
  const { program, comments, errors } = parseSync(file.path, file.text, {
    lang: file.path.endsWith('x') ? 'tsx' : 'ts',
  });
  if (errors.length > 0) throw new Error(`${file.path}: ${errors[0]?.message}`);
  const imports: Import[] = [];
  walk(program as unknown as Node, (node) => {
    const found = IMPORTING.test(node.type) ? importOf(node) : undefined;
    if (found) imports.push(found);
  });
  const parsed = { program: program as unknown as Node, comments, imports };
  known.set(file, parsed);
  return parsed;
}

/** Where an import leads: a path of this repository, or undefined for a package or a built-in module. */
export function resolve(from: string, spec: string, aliases: Readonly<Record<string, string>>): string | undefined {
  if (spec.startsWith('.')) return posix.join(posix.dirname(from), spec.replace(/[?#].*$/, ''));
  return aliases[spec]?.replace(/^\.\//, '');
}

/** `@scope/name` or `name` of a package specifier, `node:fs` of a built-in. */
export function packageOf(spec: string): string {
  const [first = '', second = ''] = spec.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
