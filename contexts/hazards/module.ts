import type { Module } from '#kernel/server';
import { hazardCommands } from './commands/index.ts';
import { hazardMeasures } from './measures.ts';
import { criteriaQuery } from './queries/criteria.ts';
import { dashboardQuery, hazardSearch, ofEnterpriseQuery, sumsQuery } from './queries/dashboard.ts';
import { hazardsLedger } from './queries/ledger.ts';
import { majorSourcesQuery } from './queries/major-sources.ts';
import { recordQuery } from './queries/record.ts';
import { reportersLedger } from './queries/reporters.ts';
import { hazardTodos, todoQuery } from './queries/todo.ts';
import { hazardReactions } from './reactions.ts';
import { rounds } from './rounds.ts';
import { byDue, byFacet, byMark, byMonth, byState, hazard, majorSource } from './subjects.ts';
import { hazardTells } from './tells.ts';

/** What this subject offers to composition. */
export const hazardsModule: Module = {
  commands: hazardCommands,
  queries: [recordQuery, todoQuery, dashboardQuery, sumsQuery, ofEnterpriseQuery, criteriaQuery, majorSourcesQuery],
  ledgers: [hazardsLedger, reportersLedger],
  measures: hazardMeasures,
  subjects: [hazard, majorSource, ...Object.values(rounds).map(({ of }) => of)],
  reactions: hazardReactions,
  tells: hazardTells,
  demonstration: async () => (await import('./demo/index.ts')).hazardsDemonstration,
  tallies: [byState, byFacet, byDue, byMonth, byMark],
  todos: [hazardTodos],
  search: [hazardSearch],
};
