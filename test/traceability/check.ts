/** Says where the table lies about the house. */
import { type Node, parse, walk } from '../source/parse.ts';
import type { SourceFile } from '../source/tree.ts';
import type { Trace } from './table.ts';

/** What there really is. */
export interface Reality {
  files: readonly SourceFile[];
  /** `POST /api/v1/hazards/judge` … */
  routes: ReadonlySet<string>;
  requirements: readonly string[];
}

function titleOf(call: Node): string | undefined {
  const [first] = call.arguments as Node[];
  if (first?.type === 'Literal') return String(first.value);
  return first?.type === 'TemplateLiteral' ? parseTemplate(first) : undefined;
}

const parseTemplate = (node: Node): string =>
  (node.quasis as (Node & { value: { cooked: string } })[]).map(({ value }) => value.cooked).join('…');

/** `test`, `it.each(table)`, `describe.skipIf(x)` … → its first name. */
function rootName(callee: Node): string {
  if (callee.type === 'MemberExpression') return rootName(callee.object as Node);
  if (callee.type === 'CallExpression') return rootName(callee.callee as Node);
  return String(callee.name ?? '');
}

/** Names of the tests of a file, each alone and as `describe › test`. */
export function testNames(file: SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: Node, path: readonly string[]): void =>
    walk(node, (inner) => {
      if (inner === node || inner.type !== 'CallExpression') return true;
      const kind = rootName(inner.callee as Node);
      const title = /^(test|it|describe)$/.test(kind) ? titleOf(inner) : undefined;
      if (title === undefined) return true;
      const full = [...path, title];
      if (kind !== 'describe')
        for (let from = 0; from < full.length; from += 1) names.add(full.slice(from).join(' › '));
      for (const argument of (inner.arguments as Node[]).slice(1))
        visit({ type: 'Body', start: 0, end: 0, argument }, full);
      return false;
    });
  visit(parse(file).program, []);
  return names;
}

const ROOM = /^(contexts\/[^/]+\/(desk|field)|apps\/(desk|field|public))\/.*\.tsx?$/;
const PREFIX: Readonly<Record<string, string>> = { desk: '', field: '/field', public: '/open' };

/** Paths of all screens; those of the phone and the public also with the prefix they are served under. */
export function screenPaths(files: readonly SourceFile[]): Set<string> {
  const found = new Set<string>();
  for (const file of files) {
    const room = ROOM.exec(file.path);
    if (!room || file.path.includes('.test.')) continue;
    const prefix = PREFIX[room[2] ?? room[3] ?? ''] ?? '';
    for (const [, path = ''] of file.text.matchAll(/\bpath:\s*['"`](\/[^'"`]*)['"`]/g)) {
      found.add(path).add(path === '/' && prefix ? `${prefix}/` : prefix + path);
    }
  }
  return found;
}

function lieOfTest(test: string, files: readonly SourceFile[]): string | undefined {
  const [path = '', ...name] = test.split(' › ');
  const file = files.find((one) => one.path === path && /\.test\.tsx?$/.test(one.path));
  if (!file) return `there is no test file ${path}`;
  if (name.length === 0) return `which test of ${path}?`;
  return testNames(file).has(name.join(' › ')) ? undefined : `${path} has no test “${name.join(' › ')}”`;
}

/** Everything the table says that is not so, and every demand it is silent about. */
export function lies(table: readonly Trace[], { files, routes, requirements }: Reality): string[] {
  const screens = screenPaths(files);
  const found: string[] = [];
  for (const row of table) {
    const say = (what: string) => found.push(`docs/traceability.md:${row.line} ${row.id}: ${what}`);
    if (!requirements.includes(row.id)) say('is not a demand of the notice');
    for (const screen of row.screens) if (!screens.has(screen)) say(`there is no screen ${screen}`);
    for (const route of row.routes) if (!routes.has(route)) say(`there is no route ${route}`);
    for (const test of row.tests) {
      const lie = lieOfTest(test, files);
      if (lie) say(lie);
    }
    if (row.notYet) continue;
    if (row.screens.length === 0) say('names no screen');
    if (row.routes.length === 0) say('names no route');
    if (row.tests.length === 0) say('names no test and does not say 未接入');
  }
  const told = new Set(table.map(({ id }) => id));
  return [
    ...found,
    ...requirements.filter((id) => !told.has(id)).map((id) => `docs/traceability.md is silent about ${id}`),
  ];
}
