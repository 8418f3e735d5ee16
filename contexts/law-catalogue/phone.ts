/** Law catalogue (法规库), the door for code that runs in a browser: no file access, no schemas. */
export { criteriaOn, decidesOn, editionOn, gapsOn } from './domain/criteria.rule.ts';
export type { Checklist, ChecklistItem, Criterion, Edition, PhoneLaw } from './domain/law.ts';
export { type StandingItem, sectorChecklistOn } from './domain/sector-checklist.rule.ts';
export * from './domain/words.ts';
