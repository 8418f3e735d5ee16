/** Law catalogue (法规库): the door for other contexts. */

export { calendarNow, criterionOn, law, setLaw } from './current.ts';
export { calendarOf } from './domain/calendar.rule.ts';
export { clauseOn, criterion, instrumentOn } from './domain/clause.rule.ts';
export { criteriaOn, decidesOn, editionOn, gapsOn } from './domain/criteria.rule.ts';
export type { ConfinedSpaceLaw, Duty, FeeSector, Parameter, SectorChecklist } from './domain/duty-tables.ts';
export type {
  Basis,
  CalendarOverride,
  Checklist,
  ChecklistItem,
  Clause,
  Criterion,
  Edition,
  Instrument,
  Law,
  PhoneLaw,
} from './domain/law.ts';
export { type StandingItem, sectorChecklistOn } from './domain/sector-checklist.rule.ts';
export type { Sector as LawSector } from './domain/words.ts';
export * from './domain/words.ts';
export {
  checkLaw,
  idsOf,
  LawFault,
  type LawProblem,
  type LawReport,
  loadLaw,
  type OverlayFolder,
  problemText,
} from './load.ts';
export { lawModule } from './module.ts';
export { lawPages } from './public/pages.ts';
export { lawRoutes } from './routes.ts';
export { addRules, allRules, evaluateRule, type RuleEntry, ruleEntries, ruleNamed, ruleSchema } from './rules/index.ts';
export type { AnyRule, Rule, Ruling, Working } from './rules/rule.ts';
