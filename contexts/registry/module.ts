import type { MeExtra, Module } from '#kernel/server';
import { commands } from './commands/index.ts';
import { described } from './described.ts';
import { sweepChecks } from './import/checks.ts';
import { measures } from './measures.ts';
import { enterpriseSearch, gapsQuery, mapQuery, responsibleQuery, searchQuery, townsQuery } from './queries/county.ts';
import { ledgers } from './queries/ledgers.ts';
import { enterpriseQuery } from './queries/record.ts';
import { registryReactions } from './reactions.ts';
import { regionsOf } from './regions.ts';
import { registryRoutes } from './routes.ts';
import { subjects, tallies } from './subjects.ts';

/** The county of whoever is signed in, with its towns. */
const countyOf: MeExtra = (_today, code) => {
  const { county, towns } = regionsOf(code);
  return { county: { ...county, towns } };
};

/** What the registry offers to composition. */
export const registryModule: Module = {
  commands,
  queries: [enterpriseQuery, gapsQuery, responsibleQuery, townsQuery, mapQuery, searchQuery],
  ledgers,
  measures,
  subjects,
  reactions: registryReactions,
  tallies,
  search: [enterpriseSearch],
  jobs: [
    {
      name: 'registry.sweep-checks',
      title: '清理核对过的文件',
      everyMs: 600_000,
      round: ({ runner, county }) => sweepChecks(runner, county),
    },
  ],
  me: [countyOf],
  routes: [{ mount: (app, { runner, authenticate }) => registryRoutes(app, runner, authenticate), described }],
  demonstration: async () => (await import('./demo/index.ts')).registryDemonstration,
};
