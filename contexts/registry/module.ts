import type { Module } from '#kernel/server';
import { commands } from './commands/index.ts';
import { measures } from './measures.ts';
import { gapsQuery, mapQuery, responsibleQuery, searchQuery, townsQuery } from './queries/county.ts';
import { ledgers } from './queries/ledgers.ts';
import { enterpriseQuery } from './queries/record.ts';
import { subjects, tallies } from './subjects.ts';

/** What the registry offers to composition. */
export const registryModule: Module = {
  commands,
  queries: [enterpriseQuery, gapsQuery, responsibleQuery, townsQuery, mapQuery, searchQuery],
  ledgers,
  measures,
  subjects,
  tallies,
  demonstration: async () => (await import('./demo/index.ts')).registryDemonstration,
};
