import type { Module } from '#kernel/server';
import { actQuery, actsLedger } from './acts.ts';
import { clockQuery } from './clock.ts';
import { accountCommands } from './commands/accounts.ts';
import { ownCommands } from './commands/own.ts';
import { described } from './described.ts';
import { accountsLedger, sessionsQuery, viewsQuery } from './queries.ts';
import { accessRoutes } from './routes.ts';
import { account } from './subjects.ts';
import { sweepAccess } from './sweep.ts';

/** What this subject offers to composition. */
export const accessModule: Module = {
  commands: [...accountCommands, ...ownCommands],
  queries: [sessionsQuery, viewsQuery, actQuery, clockQuery],
  ledgers: [accountsLedger, actsLedger],
  subjects: [account],
  routes: [
    {
      mount: (app, { demo, secure, ...services }) =>
        accessRoutes(app, { ...services, settings: { county: services.county, demo, secure } }),
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
