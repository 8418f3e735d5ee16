import type { Command } from 'commander';
import { registerLaw } from './law.ts';

/** Commands that read data only: no database, no server. */
export function register(program: Command): void {
  registerLaw(program);
}

export { fail } from './say.ts';
