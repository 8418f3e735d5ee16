import type { Command } from 'commander';

/** Commands that are loaded together: how they join the program, and how what stops one of them is said. */
export interface Loaded {
  register: (program: Command) => void;
  fail: (error: unknown) => never;
}

export interface CommandGroup {
  /** First words of its command lines. */
  commands: readonly string[];
  load: () => Promise<Loaded>;
}

/** Every command, by the bundle that has it (bin/build.mjs). A bundle is read only for its own commands; `--version` needs none. */
export const groups: readonly CommandGroup[] = [
  {
    commands: [
      'start',
      'serve',
      'migrate',
      'demo',
      'import',
      'export',
      'backup',
      'restore',
      'notice',
      'journal',
      'user',
      'usage',
      'retention',
      'bundle',
    ],
    load: () => import('./platform-commands.ts'),
  },
  { commands: ['law', 'region'], load: () => import('./law-commands.ts') },
];

/** The groups a command line needs: that of its command; all where help or a wrong word must see everything. */
export function groupsFor(argv: readonly string[]): readonly CommandGroup[] {
  const [first = ''] = argv;
  if (['-v', '--version'].includes(first)) return [];
  const found = groups.filter((group) => group.commands.includes(first));
  return found.length > 0 ? found : groups;
}
