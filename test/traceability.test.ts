/** docs/traceability.md tells the truth: every demand of the notice has a screen, a route and a test, or says 未接入. */
import { expect, test } from 'vitest';
import { readTree, type SourceFile } from './source/tree.ts';
import { lies, screenPaths, testNames } from './traceability/check.ts';
import { REQUIREMENTS } from './traceability/requirements.ts';
import { readTable } from './traceability/table.ts';

/** Routes that are no declaration (docs/architecture.md, "HTTP, the whole of it"). */
const PLAIN_ROUTES = ['PUT /api/v1/files', 'GET /api/v1/files', 'GET /healthz', 'GET /api/openapi.json'];

/** Every route of the API, from the declarations themselves. */
async function declaredRoutes(): Promise<Set<string>> {
  const { allDeclarations } = await import('../apps/server/declarations.ts');
  const { openApi } = await import('#kernel/server');
  const { paths } = openApi(allDeclarations(), '0') as { paths: Record<string, object> };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  return new Set([...routes, ...PLAIN_ROUTES]);
}

test('the table tells the truth and leaves no demand out', async () => {
  const files = readTree();
  const paper = files.find(({ path }) => path === 'docs/traceability.md');
  expect(paper, 'docs/traceability.md is missing').toBeDefined();
  expect(lies(readTable(paper!.text), { files, routes: await declaredRoutes(), requirements: REQUIREMENTS })).toEqual(
    [],
  );
}, 240_000);

test('the notice has 34 demands', () => {
  expect(REQUIREMENTS).toHaveLength(34);
  expect(new Set(REQUIREMENTS).size).toBe(34);
  expect(REQUIREMENTS.slice(0, 4)).toEqual(['N1.1', 'N1.2a', 'N1.2b', 'N1.2c']);
  expect(REQUIREMENTS.at(-1)).toBe('N7.3');
});

const planted: SourceFile[] = [
  {
    path: 'contexts/hazards/judge.pg.test.ts',
    text: "describe('判定', () => { test('cites its criterion', () => { expect(1); }); test.each([1])('case %s', () => {}); });\ntest(`alone ${1}`, () => {});",
  },
  { path: 'contexts/hazards/desk/index.ts', text: "export const desk = { routes: [{ path: '/hazards', page }] };" },
  {
    path: 'contexts/hazards/field/index.ts',
    text: "export const field = { routes: [{ path: '/report', page }, { path: '/', page }] };",
  },
];
const routes = new Set(['POST /api/v1/hazards/judge', 'GET /api/v1/hazards/ledger']);
const table = (...rows: string[]) =>
  readTable(['# x', '| id | screen | route | test |', '|---|---|---|---|', ...rows, '', 'end'].join('\n'));
const told = (...rows: string[]) => lies(table(...rows), { files: planted, routes, requirements: ['N1.1'] });
const true1 = 'contexts/hazards/judge.pg.test.ts › cites its criterion';

test('a true row passes', () => {
  expect(
    told(
      `| N1.1 | \`/hazards\`<br>/field/report | \`POST /api/v1/hazards/judge\`<br>GET /api/v1/hazards/ledger | ${true1} |`,
    ),
  ).toEqual([]);
  expect(told('| N1.1 | — | — | 未接入: duties |')).toEqual([]);
  expect(told('| N1.1 | /hazards | — | 未接入：duties |')).toEqual([]);
});

test.each([
  ['a missing screen', `| N1.1 | /nowhere | POST /api/v1/hazards/judge | ${true1} |`, 'there is no screen /nowhere'],
  [
    'a missing route',
    `| N1.1 | /hazards | GET /api/v1/hazards/judge | ${true1} |`,
    'there is no route GET /api/v1/hazards/judge',
  ],
  [
    'a missing file',
    '| N1.1 | /hazards | POST /api/v1/hazards/judge | a.test.ts › b |',
    'there is no test file a.test.ts',
  ],
  [
    'a missing test',
    '| N1.1 | /hazards | POST /api/v1/hazards/judge | contexts/hazards/judge.pg.test.ts › cites nothing |',
    'contexts/hazards/judge.pg.test.ts has no test “cites nothing”',
  ],
  ['no test', '| N1.1 | /hazards | POST /api/v1/hazards/judge | — |', 'names no test and does not say 未接入'],
  ['no screen', `| N1.1 | — | POST /api/v1/hazards/judge | ${true1} |`, 'names no screen'],
  ['no route', `| N1.1 | /hazards | — | ${true1} |`, 'names no route'],
  ['a lie in a row that says 未接入', '| N1.1 | /nowhere | — | 未接入: duties |', 'there is no screen /nowhere'],
])('%s is seen', (_, row, what) => {
  expect(told(row)).toEqual([`docs/traceability.md:4 N1.1: ${what}`]);
});

test('a demand left out and one that is not in the notice are seen', () => {
  expect(told('| N9.9 | — | — | 未接入: duties |')).toEqual([
    'docs/traceability.md:4 N9.9: is not a demand of the notice',
    'docs/traceability.md is silent about N1.1',
  ]);
});

test('a table of another shape is refused', () => {
  expect(() => readTable('# nothing')).toThrow('has no table');
  expect(() => table('| N1.1 | a | b |')).toThrow('docs/traceability.md:4: 3 cells');
});

test('names of tests and paths of screens are read as they are written', () => {
  expect([...testNames(planted[0]!)]).toEqual([
    '判定 › cites its criterion',
    'cites its criterion',
    '判定 › case %s',
    'case %s',
    'alone …',
  ]);
  expect([...screenPaths(planted)]).toEqual(['/hazards', '/report', '/field/report', '/', '/field/']);
});
