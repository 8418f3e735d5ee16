/** #hazards — the one ledger of findings and its loop (N2.1). The only door for other contexts. */
export { type Finding, reportHazard } from './commands/report.ts';
export { demoHazards, type GoesOn } from './demo/props.ts';
export { commonFlow } from './domain/common.flow.ts';
export { gramsOf, haystackOf, hazardNumber, isOverdue, overdueDays } from './domain/hazard.rule.ts';
export { loopOf } from './domain/loop.ts';
export { selfFlow } from './domain/self.flow.ts';
export * from './domain/words.ts';
export { hazardLedger } from './ledgers.ts';
export { hazardsModule } from './module.ts';
export { type Hazard, hazard, type Responsible } from './subjects.ts';
