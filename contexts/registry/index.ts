/** #registry — towns, enterprises, their people, and who supervises whom (主体登记). The only door for other contexts. */
export { type DemoCast, type DemoFirm, demoCast } from './demo/cast.ts';
export { county140525 } from './demo/county.ts';
export { personName } from './demo/names.ts';
export { completeUscc } from './domain/uscc.rule.ts';
export { type Body, flagsText, flagWords, type Sector, scaleWords, sectorWords, statusWords } from './domain/words.ts';
export { importFile } from './import/file.ts';
export type { EnterpriseLedger, ExpertLedger, PeopleLedger } from './ledgers.ts';
export { registryModule } from './module.ts';
export { checkRegionFiles } from './region-files.ts';
export { layRegions, RegionFault, regionsOf, townMeant, workFor } from './regions.ts';
export { registryRules } from './rules.ts';
export { ensureTowns, responsibleOn } from './store.ts';
export { byKind, byProfile, enterprise, expert, person } from './subjects.ts';
