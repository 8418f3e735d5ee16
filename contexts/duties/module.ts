import type { Module } from '#kernel/server';
import { dutyCommands } from './commands/index.ts';
import { mintDuties } from './commands/mint.ts';
import { dutyMeasures } from './measures.ts';
import { catalogueQuery } from './queries/catalogue.ts';
import { mineQuery, ofEnterpriseQuery } from './queries/enterprise.ts';
import { owedLedgerHalf } from './queries/ledger.ts';
import { matrixQuery } from './queries/matrix.ts';
import { owedQuery } from './queries/record.ts';
import { dutyTodos, todoQuery } from './queries/todo.ts';
import { dutyReactions } from './reactions.ts';
import { byDuty, handIn, owed, proof, urging } from './subjects.ts';
import { dutyTells } from './tells.ts';

const MINUTE_MS = 60_000;

/** What this subject offers to composition. */
export const dutiesModule: Module = {
  commands: dutyCommands,
  queries: [owedQuery, ofEnterpriseQuery, mineQuery, matrixQuery, catalogueQuery, todoQuery],
  ledgers: [owedLedgerHalf],
  measures: dutyMeasures,
  subjects: [owed, proof, handIn, urging],
  reactions: dutyReactions,
  tells: dutyTells,
  tallies: [byDuty],
  todos: [dutyTodos],
  jobs: [
    {
      name: 'duties.mint',
      title: '生成应办事项',
      everyMs: MINUTE_MS,
      round: ({ runner, county }) => mintDuties(runner, county),
    },
  ],
  demonstration: async () => (await import('./demo/index.ts')).dutiesDemonstration,
};
