import type { Command } from 'commander';
import { registerLaw } from './law.ts';
import { registerRegion } from './region.ts';

/** Commands that read data only: no database, no server. */
export function register(program: Command): void {
  registerLaw(program);
  registerRegion(program);
}

export { fail } from './say.ts';
