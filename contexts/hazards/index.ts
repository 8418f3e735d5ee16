/** #hazards — the one ledger of findings and its loop (N2.1). The only door for other contexts. */
export { type Finding, reportHazard } from './commands/report.ts';
export { gramsOf, haystackOf, hazardNumber, isOverdue, overdueDays } from './domain/hazard.rule.ts';
export { commonFlow, loops, selfFlow } from './domain/loop.ts';
export * from './domain/words.ts';
export { hazardLedger } from './ledgers.ts';
export { hazardsModule } from './module.ts';
export { type Rounds, rounds } from './rounds.ts';
export { type Hazard, hazard, type Responsible } from './subjects.ts';
