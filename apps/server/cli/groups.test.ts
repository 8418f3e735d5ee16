import { Command } from 'commander';
import { expect, test } from 'vitest';
import { groups, groupsFor } from './groups.ts';

test('each file has exactly the commands it is loaded for, and no command stands in two', {
  timeout: 300_000,
}, async () => {
  for (const group of groups) {
    const program = new Command();
    (await group.load()).register(program);
    expect(program.commands.map((command) => command.name())).toEqual(group.commands);
  }
  const all = groups.flatMap((group) => group.commands);
  expect(new Set(all).size).toBe(all.length);
});

test('a command loads its own file, the version none, help and a wrong word all', () => {
  expect(groupsFor(['law', 'eval', 'uscc.check']).map((group) => group.commands)).toEqual([['law', 'region']]);
  expect(groupsFor(['--version'])).toEqual([]);
  expect(groupsFor(['help', 'law'])).toBe(groups);
  expect(groupsFor(['seerve'])).toBe(groups);
  expect(groupsFor([])).toBe(groups);
});
