import type { Module } from '#kernel/server';
import { publishProgress, withdraw } from './commands.ts';
import { described } from './described.ts';
import { previewProgress, publicationsLedger } from './queries.ts';
import { disclosureRoutes, keepOpenPages } from './routes.ts';
import { publication } from './subjects.ts';

/** What 信息公开 offers to composition. */
export const disclosureModule: Module = {
  commands: [publishProgress, withdraw],
  queries: [previewProgress],
  ledgers: [publicationsLedger],
  subjects: [publication],
  routes: [{ mount: disclosureRoutes, described }],
  jobs: [{ name: 'disclosure.keep-pages', title: '留存公开页', everyMs: 15_000, round: keepOpenPages }],
  demonstration: async () => (await import('./demo/index.ts')).disclosureDemonstration,
};
