import type { MeExtra, Module } from '#kernel/server';
import { checkItem, fillTask } from './commands.ts';
import { notices } from './current.ts';
import { programmeMeasures } from './measures.ts';
import { boardQuery } from './queries/board.ts';
import { campaignQuery, campaignsQuery } from './queries/campaign.ts';
import { checksLedger } from './queries/checks.ts';
import { campaignRoster } from './queries/roster.ts';
import { programmeReactions } from './reactions.ts';
import { byCampaign, byChecked, itemCheck, taskText } from './subjects.ts';

/** The key period (重点时段) a day falls in, for the bar over everything. */
const keyPeriodOn: MeExtra = (today, county) => {
  const period = notices(county)
    .flatMap((n) => n.keyPeriods)
    .find((p) => p.from <= today && today <= p.due);
  return period ? { keyPeriod: { title: period.title } } : {};
};

/** What 年度任务 offers to composition. */
export const programmeModule: Module = {
  commands: [checkItem, fillTask],
  queries: [boardQuery, campaignQuery, campaignsQuery],
  ledgers: [campaignRoster, checksLedger],
  measures: programmeMeasures,
  subjects: [itemCheck, taskText],
  reactions: programmeReactions,
  tallies: [byCampaign, byChecked],
  me: [keyPeriodOn],
  demonstration: async () => (await import('./demo/index.ts')).programmeDemonstration,
};
