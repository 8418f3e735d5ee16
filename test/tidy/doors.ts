/** A door shows only what somebody outside takes through it. */
import { type Node, parse, resolve, walk } from '../source/parse.ts';
import { isCode, type SourceFile } from '../source/tree.ts';
import { exportsOf, type House } from './exports.ts';
import type { Finding } from './finding.ts';

const DOOR = /^contexts\/[^/]+\/(desk\/|field\/)?index\.ts$/;
/** Taken by `import.meta.glob`, one name for all contexts. */
const GLOBBED = /^(desk|field)$/;

const nameOf = (node: unknown): string => String((node as Node | null)?.name ?? (node as Node | null)?.value ?? '');

/** The names a door shows, as others write them. */
function shown(door: SourceFile, house: House): string[] {
  return (parse(door).program.body as Node[]).flatMap((statement): string[] => {
    if (statement.type === 'ExportAllDeclaration') {
      const path = resolve(door.path, nameOf(statement.source), house.aliases) ?? '';
      const target = house.files.get(path);
      return target ? exportsOf(target, house).map(({ name }) => name) : [];
    }
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const declaration = statement.declaration as Node | null;
    if (!declaration) return (statement.specifiers as Node[]).map((one) => nameOf(one.exported));
    if (declaration.type === 'VariableDeclaration')
      return (declaration.declarations as Node[]).map((d) => nameOf(d.id));
    return [nameOf(declaration.id)];
  });
}

const TAKING = /^(ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|ImportExpression|TSImportType)$/;

/** Names one import takes, types included; `*` for all of them. */
function taken(node: Node): string[] {
  if (node.type === 'TSImportType') {
    let at = node.qualifier as Node | null;
    while (at?.left) at = at.left as Node;
    return [at ? nameOf(at) : '*'];
  }
  if (node.type === 'ImportExpression' || node.type === 'ExportAllDeclaration') return ['*'];
  return (node.specifiers as Node[]).map((one) => {
    if (one.type === 'ImportNamespaceSpecifier') return '*';
    return nameOf(one.imported ?? one.local);
  });
}

/** Exports of the contexts' doors that no file outside that context takes, whether as a value or as a type. */
export function unusedDoorExports(files: readonly SourceFile[], aliases: Readonly<Record<string, string>>): Finding[] {
  const house: House = { files: new Map(files.map((file) => [file.path, file])), aliases };
  const uses = new Map<string, Set<string>>();
  for (const file of files.filter(isCode)) {
    walk(parse(file).program, (node) => {
      if (!TAKING.test(node.type)) return;
      const source = node.source as (Node & { value?: unknown }) | null;
      const door = typeof source?.value === 'string' ? resolve(file.path, source.value, aliases) : undefined;
      if (!door || !DOOR.test(door) || file.path.split('/')[1] === door.split('/')[1]) return;
      const names = uses.get(door) ?? new Set();
      uses.set(door, names);
      for (const name of taken(node)) names.add(name);
    });
  }
  return files
    .filter(({ path }) => DOOR.test(path))
    .flatMap((door) => {
      const names = uses.get(door.path);
      return shown(door, house)
        .filter((name) => !GLOBBED.test(name) && !names?.has(name) && !names?.has('*'))
        .map((name): Finding => `${door.path}: nobody outside takes ${name}`);
    });
}
