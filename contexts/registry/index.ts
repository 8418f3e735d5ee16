/** #registry — towns, enterprises, their people, and who supervises whom (主体登记). The only door for other contexts. */
export { county140525 } from './domain/region.rule.ts';
export { completeUscc } from './domain/uscc.rule.ts';
export { flagsText, flagWords, type Sector, sectorWords } from './domain/words.ts';
export { importFile } from './import/file.ts';
export { initialsOf } from './initials.ts';
export { registryModule } from './module.ts';
export { registryRules } from './rules.ts';
export { ensureTowns, responsibleOn } from './store.ts';
export { agency, byKind, byProfile, enterprise, expert, officer, person, site, supervision } from './subjects.ts';
