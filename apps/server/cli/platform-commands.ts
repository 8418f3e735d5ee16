import type { Command } from 'commander';
import { registerBundle } from './bundle.ts';
import { registerData } from './data.ts';
import { registerJournal } from './journal.ts';
import { registerRetention } from './retention.ts';
import { registerServe } from './serve.ts';
import { registerUsage } from './usage.ts';
import { registerUsers } from './users.ts';

/** Commands that open the platform: its database, its accounts, its journal. */
export function register(program: Command): void {
  registerServe(program);
  registerData(program);
  registerJournal(program);
  registerUsers(program);
  registerUsage(program);
  registerRetention(program);
  registerBundle(program);
}

export { fail } from './say.ts';
