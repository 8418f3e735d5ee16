import type { Module } from '#kernel/server';
import { accountCommands } from './commands/accounts.ts';
import { ownCommands } from './commands/own.ts';
import { accountsLedger, sessionsQuery, viewsQuery } from './queries.ts';
import { account } from './subjects.ts';

/** What this subject offers to composition. */
export const accessModule: Module = {
  commands: [...accountCommands, ...ownCommands],
  queries: [sessionsQuery, viewsQuery],
  ledgers: [accountsLedger],
  subjects: [account],
};
