/** What a file lets others see: exported names with their declarations and whether a docstring stands before them. */
import { type Node, parse, resolve } from '../source/parse.ts';
import type { SourceFile } from '../source/tree.ts';

/** An exported declaration in the file that declares it. */
export interface Declared {
  file: SourceFile;
  name: string;
  at: number;
  documented: boolean;
}

/**
 * A docstring stands right before the statement, or before statements set against it with no empty line between: a list
 * and the type of its members are one thing. The file's own head comment, set apart, speaks of no declaration.
 */
function documented(file: SourceFile, at: number): boolean {
  const { comments, program } = parse(file);
  const touching = (end: number) => /^[ \t]*\n?[ \t]*$/.test(file.text.slice(end, at));
  const before = comments.findLast((comment) => comment.end <= at);
  if (before && touching(before.end)) return before.type === 'Block' && before.value.startsWith('*');
  const above = (program.body as Node[]).find((statement) => statement.end <= at && touching(statement.end));
  return above !== undefined && documented(file, above.start);
}

const nameOf = (node: Node | null | undefined): string => String(node?.name ?? node?.value ?? '');

function namesOf(declaration: Node): Node[] {
  if (declaration.type === 'VariableDeclaration')
    return (declaration.declarations as Node[]).map((one) => one.id as Node);
  return declaration.id ? [declaration.id as Node] : [];
}

function statements(file: SourceFile): Node[] {
  return parse(file).program.body as Node[];
}

/** The top-level declaration of a name that the file exports in a list or by default. */
function local(file: SourceFile, name: string): Declared[] {
  for (const statement of statements(file)) {
    const declaration = (statement.declaration as Node | null) ?? statement;
    if (namesOf(declaration).some((id) => nameOf(id) === name || id.type !== 'Identifier')) {
      return [{ file, name, at: statement.start, documented: documented(file, statement.start) }];
    }
  }
  return [];
}

/** Files by path, and package.json's `imports`. */
export interface House {
  files: ReadonlyMap<string, SourceFile>;
  aliases: Readonly<Record<string, string>>;
}

function fromList(file: SourceFile, statement: Node, house: House): Declared[] {
  const source = (statement.source as Node | null) && String((statement.source as Node).value);
  const target = source ? house.files.get(resolve(file.path, source, house.aliases) ?? '') : file;
  if (!target) return [];
  return (statement.specifiers as Node[]).flatMap((one) => {
    const name = nameOf(one.local as Node);
    if (!source) return local(file, name);
    return exportsOf(target, house).filter((declared) => declared.name === name);
  });
}

/** Every name a file exports, followed through re-exports inside this repository to where it is declared. */
export function exportsOf(file: SourceFile, house: House): Declared[] {
  return statements(file).flatMap((statement): Declared[] => {
    if (statement.type === 'ExportAllDeclaration') {
      const path = resolve(file.path, String((statement.source as Node).value), house.aliases);
      const target = house.files.get(path ?? '');
      return target ? exportsOf(target, house).filter(({ name }) => name !== 'default') : [];
    }
    if (statement.type === 'ExportDefaultDeclaration') {
      return [{ file, name: 'default', at: statement.start, documented: documented(file, statement.start) }];
    }
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const declaration = statement.declaration as Node | null;
    if (!declaration) return fromList(file, statement, house);
    return namesOf(declaration).map((id) => ({
      file,
      name: nameOf(id),
      at: statement.start,
      documented: documented(file, statement.start),
    }));
  });
}
