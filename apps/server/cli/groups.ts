import type { Command } from 'commander';

/** A file of commands: the first words of its command lines, and how it is loaded. */
export interface CommandGroup {
  commands: readonly string[];
  load: () => Promise<(program: Command) => void>;
}

/** Every command, by the file that has it. A file is read only when its command is given: `law` needs no server, `--version` nothing. */
export const groups: readonly CommandGroup[] = [
  { commands: ['start', 'serve'], load: async () => (await import('./serve.ts')).registerServe },
  {
    commands: ['migrate', 'demo', 'import', 'export', 'backup', 'restore', 'notice'],
    load: async () => (await import('./data.ts')).registerData,
  },
  { commands: ['journal'], load: async () => (await import('./journal.ts')).registerJournal },
  { commands: ['law'], load: async () => (await import('./law.ts')).registerLaw },
  { commands: ['user'], load: async () => (await import('./users.ts')).registerUsers },
];

/** The files a command line needs: the one of its command; all where help or a wrong word must see everything. */
export function groupsFor(argv: readonly string[]): readonly CommandGroup[] {
  const [first = ''] = argv;
  if (['-v', '--version'].includes(first)) return [];
  const found = groups.filter((group) => group.commands.includes(first));
  return found.length > 0 ? found : groups;
}
