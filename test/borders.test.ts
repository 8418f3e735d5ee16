/** The borders between the parts of the house (docs/architecture.md), and that the check sees each kind of breach. */
import { describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { checkBorders } from './borders/check.ts';
import { importRules } from './borders/imports.ts';
import { readTree } from './source/tree.ts';

test('no border is broken', () => {
  const breaches = checkBorders(readTree(), manifest).map(({ place, rule, why }) => `${place} ${rule}: ${why}`);
  expect(breaches).toEqual([]);
});

/** rule, file, text that breaks it */
const planted: [rule: string, path: string, text: string][] = [
  ['kernel-alone', 'kernel/day/day.ts', "import '#registry';"],
  ['kernel-alone', 'kernel/server/http.ts', "import type { X } from '#db';"],
  ['kernel-alone', 'kernel/flow/index.ts', "import { x } from '../server/modules.ts';"],
  ['kernel-alone', 'kernel/ui/tab.ts', "import { x } from '../workbook/read.ts';"],
  ['pure-has-no-world', 'kernel/digest/index.ts', "import { createHash } from 'node:crypto';"],
  ['pure-has-no-world', 'contexts/hazards/domain/loop.ts', "import pg from 'pg';"],
  ['pure-has-no-world', 'contexts/hazards/domain/loop.ts', "export const f = () => import('fastify');"],
  ['domain-imports-only-kernel', 'contexts/hazards/domain/loop.ts', "import { x } from '#law-catalogue';"],
  ['domain-imports-only-kernel', 'contexts/hazards/domain/loop.ts', "import type { X } from '../subjects.ts';"],
  ['law-is-asked', 'contexts/hazards/queries.ts', "import { criterionOn, law } from '#law-catalogue';"],
  ['law-is-asked', 'contexts/hazards/queries.ts', "import type { Law as L } from '#law-catalogue';"],
  ['law-is-asked', 'contexts/registry/module.ts', "export * from '#law-catalogue';"],
  ['rules-of-law-in-one-house', 'contexts/risks/rules/lec.ts', "import { criterionOn } from '#law-catalogue';"],
  ['rules-of-law-in-one-house', 'contexts/hazards/rules.ts', "import { x } from '#registry';"],
  [
    'rules-of-law-in-one-house',
    'contexts/hazards/domain/lec.rule.ts',
    "import methods from '../../../law/parameters/risk/methods.json';",
  ],
  ['rules-of-law-in-one-house', 'contexts/law-catalogue/rules/risk/lec.ts', "import { x } from '../../routes.ts';"],
  ['rules-of-law-in-one-house', 'contexts/law-catalogue/rules/risk/lec.ts', "import { x } from '#kernel/server';"],
  ['left-never-imports-right', 'contexts/registry/queries.ts', "import { x } from '#hazards';"],
  ['left-never-imports-right', 'contexts/registry/queries.ts', "import type { X } from '#documents';"],
  ['left-never-imports-right', 'contexts/unheard/queries.ts', "import { x } from '#kernel';"],
  ['left-never-imports-right', 'contexts/access/a.pg.test.ts', "import { x } from '#programme';"],
  ['only-by-the-door', 'contexts/hazards/commands.ts', "import { x } from '../registry/store.ts';"],
  ['only-by-the-door', 'contexts/hazards/commands.ts', "import { x } from '../registry/index.ts';"],
  ['only-by-the-door', 'contexts/hazards/commands.ts', "import { x } from '../../kernel/act/act.ts';"],
  ['only-by-the-door', 'contexts/hazards/commands.ts', "import { x } from '../registry/desk/index.ts';"],
  [
    'only-by-the-door',
    'contexts/hazards/desk/page.tsx',
    "export type T = typeof import('../../registry/desk/row.tsx');",
  ],
  ['only-by-the-door', 'apps/server/main.ts', "export { x } from '../../contexts/hazards/commands.ts';"],
  ['screens-stay-in-the-browser', 'contexts/hazards/desk/page.tsx', "import { x } from '../store.ts';"],
  ['screens-stay-in-the-browser', 'contexts/hazards/field/page.tsx', "import { x } from '../commands/judge.ts';"],
  ['screens-stay-in-the-browser', 'contexts/hazards/desk/page.tsx', "import { x } from '#kernel/server';"],
  ['screens-stay-in-the-browser', 'contexts/hazards/desk/page.tsx', "import { x } from '#registry';"],
  ['screens-stay-in-the-browser', 'contexts/hazards/desk/page.tsx', "import { readFile } from 'node:fs';"],
  ['screens-stay-in-the-browser', 'kernel/ui/tab.ts', "import 'node:path';"],
  ['screens-stay-in-the-browser', 'apps/desk/main.tsx', "import { x } from '#hazards';"],
  ['apps-compose-only', 'apps/desk/main.tsx', "import { x } from '../field/outbox.ts';"],
  ['nobody-imports-an-app', 'contexts/hazards/queries.ts', "import { x } from '../../apps/server/main.ts';"],
  ['foundations-stand-alone', 'db/migrate.ts', "import { x } from '#hazards';"],
  ['product-needs-no-proof', 'contexts/hazards/queries.ts', "import { x } from '../../test/serve.ts';"],
  ['product-needs-no-proof', 'db/pool.ts', "import { x } from './testing.ts';"],
  ['imports-name-the-file', 'kernel/server/http.ts', "import { x } from './house';"],
  ['only-shipped-packages', 'kernel/server/http.ts', "import fc from 'fast-check';"],
  ['only-shipped-packages', 'kernel/server/http.ts', "import { x } from '#nowhere';"],
  ['imports-are-readable', 'kernel/server/http.ts', 'export const f = (n: string) => import(`./${n}.ts`);'],
  ['clock-is-an-argument', 'kernel/day/day.ts', 'export const f = () => Math.random();'],
  ['clock-is-an-argument', 'contexts/hazards/domain/loop.ts', 'export const f = () => Date.now();'],
  ['clock-is-an-argument', 'contexts/hazards/domain/loop.ts', 'export const f = () => new Date();'],
  ['clock-is-an-argument', 'contexts/hazards/domain/loop.ts', 'export const f = () => crypto.randomUUID();'],
];

describe('a planted breach is seen', () => {
  test.each(planted)('%s in %s: %s', (rule, path, text) => {
    expect(checkBorders([{ path, text }], manifest).map((breach) => breach.rule)).toContain(rule);
  });

  test('every rule has one', () => {
    const rules = [...Object.keys(importRules), 'imports-are-readable', 'clock-is-an-argument'];
    expect(rules.filter((rule) => !planted.some(([one]) => one === rule))).toEqual([]);
  });
});

describe('what is allowed stays allowed', () => {
  test.each([
    [
      'contexts/hazards/commands.ts',
      "import { x } from '#registry'; import { z } from 'zod'; import { y } from './store.ts';",
    ],
    ['contexts/hazards/domain/loop.ts', "import { x } from '#kernel'; import { y } from './words.ts';"],
    ['contexts/hazards/domain/loop.ts', 'export const f = (d: string) => new Date(d); // not Math.random()'],
    [
      'contexts/hazards/desk/page.tsx',
      "import type { X } from '../queries.ts'; import { y } from '../domain/words.ts';",
    ],
    [
      'contexts/hazards/desk/page.tsx',
      "import { x } from '../../registry/desk/index.ts'; import { y } from '#kernel/ui';",
    ],
    [
      'contexts/hazards/desk/page.tsx',
      "import { x } from '../ledgers.ts'; import 'antd'; import { z } from './list.tsx';",
    ],
    [
      'contexts/hazards/queries.test.ts',
      "import { it } from 'vitest'; import 'node:fs'; import { x } from './store.ts';",
    ],
    ['apps/desk/main.tsx', "import { x } from '../../contexts/hazards/desk/index.ts'; import { y } from '#kernel/ui';"],
    [
      'apps/server/main.ts',
      "import { x } from '#hazards'; import { y } from '#db'; import './declarations.ts'; import 'node:fs';",
    ],
    ['kernel/id/index.ts', 'export const f = () => Date.now() + Math.random();'],
    ['kernel/server/http.ts', "import { x } from '#kernel'; import { y } from '#kernel/workbook'; import 'fastify';"],
    ['test/postgres.ts', "import { x } from '../db/embedded/index.ts'; import 'vitest';"],
  ])('%s: %s', (path, text) => {
    expect(checkBorders([{ path, text }], manifest)).toEqual([]);
  });
});
