import type { Module } from '#kernel/server';
import { accountCommands } from './commands/accounts.ts';
import { ownCommands } from './commands/own.ts';
import { personalCommands } from './commands/personal.ts';
import { described } from './described.ts';
import { accountsLedger } from './queries/accounts.ts';
import { actQuery, actsLedger } from './queries/acts.ts';
import { clockQuery } from './queries/clock.ts';
import { sessionsQuery, viewsQuery } from './queries/own.ts';
import { accessRoutes } from './routes.ts';
import { account } from './subjects.ts';
import { sweepAccess } from './sweep.ts';

/** What this subject offers to composition. */
export const accessModule: Module = {
  commands: [...accountCommands, ...ownCommands, ...personalCommands],
  queries: [sessionsQuery, viewsQuery, actQuery, clockQuery],
  ledgers: [accountsLedger, actsLedger],
  subjects: [account],
  routes: [
    {
      mount: (app, { demo, secure, base, ...services }) =>
        accessRoutes(app, { ...services, settings: { demo, secure, base } }),
      described,
    },
  ],
  jobs: [
    {
      name: 'access.sweep',
      title: '清理会话',
      everyMs: 3_600_000,
      round: ({ runner, county }) => sweepAccess(runner, county),
    },
  ],
};
