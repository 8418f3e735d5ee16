/** Law catalogue (法规库): the door for other contexts. */
export { type CalendarShown, type ClauseShown, checklistAnswer, criterionAnswer } from './answers.ts';
export {
  calendarNow,
  checklistIds,
  checklistOf,
  criteriaFor,
  criterionOn,
  dueBy,
  gapsFor,
  law,
  majorHazardOn,
  obligationOf,
  obligationsOf,
  retentionOn,
  setLaw,
} from './current.ts';
export { setProfileCodes } from './domain/files-obligations.ts';
export type { Law } from './domain/law.ts';
export type { Obligation } from './domain/obligation.ts';
export type { Sector as LawSector } from './domain/words.ts';
export { checkLaw, LawFault, loadLaw, problemText } from './load.ts';
export { lawModule } from './module.ts';
export { addRules, evaluateRule, ruleEntries, ruleNamed, ruleSchema } from './rules/index.ts';
export { majorHazardGrade } from './rules/major-hazard/rule.ts';
