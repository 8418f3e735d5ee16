/** The house is tidy, and each check is shown to fail on something untidy. */
import { describe, expect, test } from 'vitest';
import { imports as aliases } from '../package.json' with { type: 'json' };
import { readTree, type SourceFile } from './source/tree.ts';
import { handWrittenAnswers } from './tidy/answers.ts';
import { unusedDoorExports } from './tidy/doors.ts';
import type { Finding, TidyRule } from './tidy/finding.ts';
import { misplacedPackages, unusedPackages } from './tidy/packages.ts';
import { contextPapers, emptyNames, undocumented } from './tidy/papers.ts';
import { declarationsInTheirRooms, roomsOnce } from './tidy/rooms.ts';
import { longFiles, longFunctions } from './tidy/size.ts';
import { uncommented } from './tidy/sql.ts';
import { lockAddresses, machinePaths, registries, sleepingTests, undone } from './tidy/text.ts';
import { unusedFiles } from './tidy/unused.ts';
import { foreignSentences } from './tidy/words.ts';

/** One check: what is clean about the house, files that are not, and what is found in them. */
interface Check {
  clean: string;
  rule: TidyRule;
  untidy: Record<string, string>;
  found: Finding[];
}

const longBody = (lines: number) => `export function f() {\n${'  f();\n'.repeat(lines)}}\n`;

const checks: Check[] = [
  {
    clean: 'no file is longer than 300 lines',
    rule: longFiles,
    untidy: {
      'kernel/a.ts': `${'\n'.repeat(300)};`,
      'kernel/b.css': `${'a {}\n'.repeat(300)}`,
      'law/c.yaml': `${'\n'.repeat(999)}c: 1`,
      'kernel/d.test.ts': `${'\n'.repeat(599)};`,
      'kernel/e.test.ts': `${'\n'.repeat(600)};`,
    },
    found: ['kernel/a.ts: 301 lines, 300 are allowed', 'kernel/e.test.ts: 601 lines, 600 are allowed'],
  },
  {
    clean: 'no function is longer than a screen',
    rule: longFunctions,
    untidy: {
      'kernel/a.ts': longBody(59),
      'kernel/b.ts': `// first\nexport const make = () => {\n${longBody(40).replace('export ', '').repeat(3)}};`,
      'kernel/c.tsx': longBody(98),
      'kernel/d.test.ts': longBody(300),
    },
    found: ['kernel/a.ts:1: a function of 61 lines, 60 are allowed'],
  },
  {
    clean: 'no file lies unused',
    rule: (files) => unusedFiles(files, aliases),
    untidy: {
      'bin/zean.mjs': "import '../apps/server/main.ts';",
      'apps/server/main.ts': "import { x } from '#hazards'; new URL('./worker.ts', import.meta.url);",
      'apps/server/worker.ts': '',
      'contexts/hazards/index.ts': "export * from './queries.ts';",
      'contexts/hazards/queries.ts': '',
      'contexts/hazards/old.ts': '',
      'contexts/hazards/old.test.ts': "import './old.ts'; import './testing.ts';",
      'contexts/hazards/testing.ts': '',
      'test/alone.ts': '',
    },
    found: [
      'contexts/hazards/old.ts: nothing that is started reaches it',
      'test/alone.ts: nothing that is started reaches it',
    ],
  },
  {
    clean: 'no screen writes out by hand what it is answered',
    rule: handWrittenAnswers,
    untidy: {
      'contexts/hazards/desk/a.tsx': [
        'interface Row { id: string }',
        'interface Wider extends Told { n: number }',
        'type Told = AnswerOf<typeof recordQuery>;',
        "const one = useAsk<Row[]>('hazards.a');",
        "const two = useAsk<Told>('hazards.a'), three = useAct<{ id: string }>('hazards.b');",
        'const four: ActForm<{ n: number }> = form;',
        'const five = <DoButton<Told> form={form} />, six = <SearchPick<Hit> query="a" />;',
        'const seven = useState<{ n: number }>(eight);',
      ].join('\n'),
      'contexts/hazards/desk/b.ts': 'export type Hit = { id: string }; export type Half = { a: 1 } & Told;',
      'contexts/hazards/field/c.ts': 'const n = (act.answer as { number?: string } | null)?.number;',
      'contexts/registry/desk/d.ts': "ask<Row>('registry.a');",
      'contexts/hazards/desk/e.test.ts': "ask<{ id: string }>('hazards.a');",
    },
    found: [
      'contexts/hazards/desk/a.tsx:4: useAsk takes Row; take it from the declaration (AnswerOf)',
      'contexts/hazards/desk/a.tsx:5: useAct takes a shape written out; take it from the declaration (AnswerOf)',
      'contexts/hazards/desk/a.tsx:6: ActForm takes a shape written out; take it from the declaration (AnswerOf)',
      'contexts/hazards/desk/a.tsx:7: SearchPick takes Hit; take it from the declaration (AnswerOf)',
      'contexts/hazards/field/c.ts:1: an answer takes a shape written out; take it from the declaration (AnswerOf)',
    ],
  },
  {
    clean: 'what a context declares stands in its room',
    rule: declarationsInTheirRooms,
    untidy: {
      'contexts/hazards/commands/a.ts': "import { command } from '#kernel'; command({});",
      'contexts/hazards/queries.ts': "import { query } from '#kernel'; query({});",
      'contexts/hazards/module.ts': "import { query } from '#kernel';\nquery({});",
      'contexts/hazards/checks.ts': "import { ledger } from '#kernel/server'; ledger({});",
      'contexts/hazards/own.ts': "import { command } from 'commander'; command({}); const query = () => 1; query();",
      'contexts/hazards/board.ts': "import { on, subject } from '#kernel';\non(a, [], b); subject({});",
      'contexts/hazards/testing.ts': "import { command } from '#kernel'; command({});",
    },
    found: [
      'contexts/hazards/module.ts:2: query is declared in queries.ts or queries/',
      'contexts/hazards/checks.ts:1: ledger is declared in queries.ts or queries/',
      'contexts/hazards/board.ts:2: on is declared in reactions.ts',
      'contexts/hazards/board.ts:2: subject is declared in subjects.ts',
    ],
  },
  {
    clean: 'a room of a context is a file or a folder',
    rule: roomsOnce,
    untidy: {
      'contexts/hazards/queries.ts': '',
      'contexts/hazards/queries/board.ts': '',
      'contexts/hazards/commands/a.ts': '',
      'contexts/registry/commands.ts': '',
    },
    found: ['contexts/hazards/queries.ts: queries is a folder too'],
  },
  {
    clean: 'a door shows nothing that nobody takes',
    rule: (files) => unusedDoorExports(files, aliases),
    untidy: {
      'contexts/registry/index.ts':
        "export { a, b as c } from './x.ts';\nexport * from './y.ts';\nexport type { T } from './x.ts';",
      'contexts/registry/x.ts': 'export const a = 1, b = 2; export type T = 1;',
      'contexts/registry/y.ts': 'export const d = 1; export interface U { e: 1 }',
      'contexts/registry/own.ts': "import { a } from '#registry';",
      'contexts/hazards/commands.ts': "import { c } from '#registry'; import type { U } from '#registry';",
    },
    found: [
      'contexts/registry/index.ts: nobody outside takes a',
      'contexts/registry/index.ts: nobody outside takes d',
      'contexts/registry/index.ts: nobody outside takes T',
    ],
  },
  {
    clean: 'no package is installed for nothing',
    rule: unusedPackages,
    untidy: {
      'package.json':
        '{ "dependencies": { "a": "1", "@b/c": "1", "d": "1" }, "devDependencies": { "e": "1", "@types/a": "1" } }',
      'kernel/a.ts': "import a from 'a/deep'; import '@b/c'; const text = 'or e';",
    },
    found: ['package.json: d is used by nothing', 'package.json: e is used by nothing'],
  },
  {
    clean: 'packages only tests or the build use are devDependencies',
    rule: misplacedPackages,
    untidy: {
      'package.json':
        '{ "dependencies": { "a": "1", "b": "1", "c": "1", "d": "1", "f": "1" }, "devDependencies": { "e": "1" } }',
      'kernel/a.ts': "import a from 'a';",
      'kernel/a.test.ts': "import b from 'b'; import e from 'e';",
      'apps/desk/vite.config.ts': "import c from 'c';",
      'bin/build.mjs': "await import('d'); export const bundle = { external: ['f', 'g'] };",
    },
    found: ['b', 'c', 'd'].map(
      (name): Finding => `package.json: only tests or the build use ${name}: it belongs in devDependencies`,
    ),
  },
  {
    clean: 'every context has its README and its door',
    rule: contextPapers,
    untidy: {
      'contexts/hazards/index.ts': 'export {};',
      'contexts/hazards/README.md': ' \n',
      'contexts/registry/README.md': 'x',
    },
    found: ['contexts/hazards/README.md: missing or empty', 'contexts/registry/index.ts: missing or empty'],
  },
  {
    clean: 'everything seen through a door has a docstring',
    rule: (files) => undocumented(files, aliases),
    untidy: {
      'kernel/index.ts': "export * from './a.ts';\nexport { b as c } from './b.ts';",
      'kernel/a.ts':
        '/** The file. */\n\nexport const one = 1;\n/** Two. */\nexport const two = 2;\nexport type Two = typeof two;\n// no\nexport const three = 3;',
      'kernel/b.ts': 'const b = 1;\nconst hidden = 2;\nexport { b };',
    },
    found: [
      'kernel/a.ts:3: one is seen through kernel/index.ts and has no docstring',
      'kernel/a.ts:8: three is seen through kernel/index.ts and has no docstring',
      'kernel/b.ts:1: b is seen through kernel/index.ts and has no docstring',
    ],
  },
  {
    clean: 'every schema, table and column says in the database what it is',
    rule: uncommented,
    untidy: {
      'db/migrations/0001-a.sql': `
        create schema a; create table a.b (id uuid not null, -- a, b
          kind text check (kind in ('x,', 'y')), primary key (id));
        comment on table a.b is 'b'; comment on column a.b.id is 'its; id';
        create table a.b1 partition of a.b for values from (1) to (2);`,
      'db/migrations/0002-b.sql':
        "alter table a.b add column c int, add column d int; comment on column a.b.c is 'c'; comment on column a.b.d is '';",
    },
    found: [
      'db/migrations/0001-a.sql:2: schema a has no comment',
      'db/migrations/0001-a.sql:2: column a.b.kind has no comment',
      'db/migrations/0002-b.sql:1: column a.b.d has no comment',
    ],
  },
  {
    clean: 'no name is empty of a subject',
    rule: emptyNames,
    untidy: {
      'kernel/file-helper.ts': '',
      'kernel/a.ts': 'export class TabManager {}\nexport const bySafetyManager = 1, informed = 2, utilisation = 3;',
      'kernel/b.ts': 'export const b = 1;\nexport const getUserInfo = () => 1;',
    },
    found: [
      'kernel/file-helper.ts: name the subject, not that it manages or helps',
      'kernel/a.ts:1: TabManager names no subject',
      'kernel/b.ts:2: getUserInfo names no subject',
    ],
  },
  {
    clean: 'nothing is marked unfinished',
    rule: undone,
    untidy: { 'kernel/a.ts': `// ${'TO'}${'DO'} later`, 'docs/a.md': `one\n${'FIX'}ME`, 'law/b.yaml': 'MAXXXL' },
    found: [`kernel/a.ts:1: ${'TO'}DO marks unfinished work`, `docs/a.md:2: ${'FIX'}ME marks unfinished work`],
  },
  {
    clean: 'no path of one machine is committed',
    rule: machinePaths,
    untidy: {
      'docs/a.md': `see /${'home'}/li/zean and \`/var/lib/zean\``,
      'docs/b.md': 'https://example.org/home/a, ../work/b, ./tmp/c, /homes',
      '.gitignore': '/tmp/',
    },
    found: [`docs/a.md:1: /${'home'}/li is a path of one machine`],
  },
  {
    clean: 'no package registry is named',
    rule: registries,
    untidy: { '.npmrc.md': `registry=https://registry.${'npmjs'}.org/` },
    found: [`.npmrc.md:1: registry.${'npmjs'}.org is a package registry`],
  },
  {
    clean: 'the lock file binds nobody to a registry',
    rule: lockAddresses,
    untidy: { 'package-lock.json': '{\n"resolved": "https://a.example/x.tgz"\n}' },
    found: ['package-lock.json:2: "resolved": "https://a.example/x.tgz"'],
  },
  {
    clean: 'no test sleeps',
    rule: sleepingTests,
    untidy: { 'kernel/a.test.ts': `test.${'only'}('x');\ntest.skipIf(x)('y');\ndescribe.${'skip'}('z')` },
    found: [
      `kernel/a.test.ts:1: test.${'only'} proves nothing`,
      `kernel/a.test.ts:3: describe.${'skip'} proves nothing`,
    ],
  },
  {
    clean: 'what a user reads is Chinese',
    rule: foreignSentences,
    untidy: {
      'kernel/refusal/index.ts': "export const refusals = { A: [401, '请先登录'], B: [500, 'Server error'] } as const;",
      'contexts/hazards/commands.ts': [
        "refuse('INVALID', `截止日 ${day} 早于今天`, { missing: ['照片', 'Photo'] });",
        "refuse('INVALID', '镇不对', { places: [{ place: 'town', value: 1, allowed: 'town', message: '只限本镇' }] });",
        "command({ name: 'a.b', title: 'Judge' });",
        "refuse('INVALID', '须为 XLSX 文件');",
      ].join('\n'),
    },
    found: [
      'kernel/refusal/index.ts:1: “Server error” has the foreign word Server',
      'contexts/hazards/commands.ts:1: “Photo” has the foreign word Photo',
      'contexts/hazards/commands.ts:2: “town” has the foreign word town',
      'contexts/hazards/commands.ts:3: “Judge” has the foreign word Judge',
    ],
  },
];

const house = readTree();

test('the house was read', () => {
  const paths = house.map(({ path }) => path);
  expect(paths).toContain('kernel/index.ts');
  expect(paths).toContain('package-lock.json');
  expect(paths.filter((path) => path.includes('node_modules') || path.startsWith('dist/'))).toEqual([]);
});

describe.each(checks.map((check) => [check.clean, check] as const))('%s', (_, { rule, untidy, found }) => {
  test('here', () => expect(rule(house)).toEqual([]));

  test('and the check sees it when it is not so', () => {
    const files: SourceFile[] = Object.entries(untidy).map(([path, text]) => ({ path, text }));
    expect(rule(files)).toEqual(found);
  });
});
