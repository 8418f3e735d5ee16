/** The operator's guide and what lies in deploy/ say only commands, options and settings there are. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { beforeAll, expect, test } from 'vitest';
import { root } from '../../../test/source/tree.ts';
import { configOf, settingNames } from '../config.ts';
import { groups } from './groups.ts';

const guide = readFileSync(join(root, 'docs/operator.zh.md'), 'utf8');
const deployed = readdirSync(join(root, 'deploy')).map(
  (name) => [name, readFileSync(join(root, 'deploy', name), 'utf8')] as const,
);
const program = new Command('zean');

beforeAll(async () => {
  for (const group of groups) (await group.load()).register(program);
}, 120_000);

/** Command lines of ours in a text: in code blocks, between backticks, in units and images. */
const linesOf = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?:^|[`\s'"&])(?:npx |\/opt\/zean\/|\.\/)?zean ((?:--version|[a-z][a-z-]*)(?: [^`\n&|；，。）]*)?)/gm,
    ),
  ]
    .map(([, words = '']) => words.trim())
    .filter((words) => !/^(?:user|chown|zean)$/.test(words));

/** What is wrong with one command line, '' when nothing is. */
function faultOf(line: string): string {
  // What the shell puts in is one word.
  const words = line
    .replace(/\$\$?\([^)]*\)/g, 'x')
    .replace(/["']/g, '')
    .split(/\s+/);
  if (words[0] === '--version') return '';
  let at = program;
  for (;;) {
    const next = at.commands.find((one) => one.name() === words[0]);
    if (!next) break;
    at = next;
    words.shift();
  }
  if (at === program) return `no command: ${line}`;
  let given = 0;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '--help') continue;
    if (!word.startsWith('-')) {
      given++;
      continue;
    }
    const option = at.options.find((one) => one.long === word || one.short === word);
    if (!option) return `${at.name()} has no ${word}: ${line}`;
    if (option.required && words.shift() === undefined) return `${word} wants a value: ${line}`;
  }
  if (given > at.registeredArguments.length) return `${at.name()} takes no ${given} words: ${line}`;
  return '';
}

test('every command of the guide is one of ours, with options it has', () => {
  const lines = linesOf(guide);
  expect(lines.length).toBeGreaterThan(20);
  for (const name of [
    'bundle',
    'backup',
    'restore',
    'migrate',
    'user',
    'journal',
    'export',
    'import',
    'notice',
    'region',
  ])
    expect(
      lines.some((line) => line.startsWith(name)),
      name,
    ).toBe(true);
  expect(lines.map(faultOf).filter(Boolean)).toEqual([]);
  expect(['backupp /x', 'backup --nope /x', 'backup /x /y /z'].map(faultOf).every(Boolean)).toBe(true);
});

test('every command of deploy/ is one of ours', () => {
  const lines = deployed.flatMap(([, text]) => linesOf(text));
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.map(faultOf).filter(Boolean)).toEqual([]);
});

test('every setting named is one there is, and every setting there is stands in the guide', () => {
  for (const [name, text] of [['guide', guide], ...deployed] as const)
    for (const [setting] of text.matchAll(/\b(ZEAN|DATABASE)_[A-Z_]+\b/g))
      expect(settingNames, `${name}: ${setting}`).toContain(setting);
  for (const setting of settingNames) expect(guide, setting).toContain(`\`${setting}\``);
});

test('the settings of deploy/zean.env are taken as they stand', () => {
  const text = readFileSync(join(root, 'deploy/zean.env'), 'utf8');
  const env = Object.fromEntries([...text.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(([, key, value]) => [key, value]));
  expect(configOf(env)).toMatchObject({ dataFolder: '/var/lib/zean', base: '/zean', secure: true, host: '127.0.0.1' });
});

test('every file the guide copies or links is there', () => {
  const named = [...guide.matchAll(/\/opt\/zean\/(deploy\/[\w.-]+)|\]\((?:\.\.\/)?((?:deploy\/)?[\w.-]+)\)/g)].map(
    ([, copied, linked]) => copied ?? (linked?.startsWith('deploy/') ? linked : `docs/${linked}`),
  );
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
