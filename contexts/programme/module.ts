import type { AnyMeasure } from '#kernel';
import type { Module } from '#kernel/server';
import { checkItem, fillTask } from './commands.ts';
import { programmeMeasures } from './measures.ts';
import { campaignQuery, makeBoardQuery } from './queries.ts';
import { programmeReactions } from './reactions.ts';
import { campaignRoster } from './roster.ts';
import { byCampaign, byChecked, itemCheck, taskText } from './subjects.ts';

let board: readonly AnyMeasure[] = programmeMeasures;

/** The measures of every context, handed in by composition: programme stands right of them and knows none by name. */
export function setMeasures(measures: readonly AnyMeasure[]): void {
  board = measures;
}
export const boardMeasures = (): readonly AnyMeasure[] => board;

/** What 年度任务 offers to composition. */
export const programmeModule: Module = {
  commands: [checkItem, fillTask],
  queries: [makeBoardQuery(boardMeasures), campaignQuery],
  ledgers: [campaignRoster],
  measures: programmeMeasures,
  subjects: [itemCheck, taskText],
  reactions: programmeReactions,
  tallies: [byCampaign, byChecked],
  demonstration: async () => (await import('./demo/index.ts')).programmeDemonstration,
};
