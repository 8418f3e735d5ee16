/** #hazards — the one ledger of findings and its loop (N2.1). The only door for other contexts. */
export { reportHazard } from './commands/report.ts';
export { demoHazards } from './demo/props.ts';
export { gramsOf, haystackOf, hazardNumber } from './domain/hazard.rule.ts';
export { hazardEvidence } from './evidence.ts';
export { type HazardLedger, hazardLedger } from './ledgers.ts';
export { hazardsModule } from './module.ts';
export { type Hazard, hazard } from './subjects.ts';
