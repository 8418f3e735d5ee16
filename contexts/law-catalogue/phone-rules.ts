/**
 * The rules a phone carries with it (手机离线可用的计算): major-hazard grading and risk scoring, with their tables as plain JSON.
 * No files, no schemas: the form gives typed values, the rules themselves refuse what makes no sense.
 */
import type { Day } from '#kernel';
import majorHazard from '../../law/parameters/major-hazard/gb18218-2018.json';
import risk from '../../law/parameters/risk/methods.json';
import type { MajorHazardTables, RiskTables } from './domain/hazard-tables.ts';
import { gradeMajorHazard, type MajorHazardGiven } from './rules/major-hazard/grade.ts';
import { indexOf, suggest } from './rules/major-hazard/tables.ts';
import { type LecGiven, type LsGiven, scoreLec, scoreLs } from './rules/risk/score.ts';

/** The tables themselves, for pick lists: substances, categories, choices; scores, bands, grades. */
export const phoneTables = {
  majorHazard: majorHazard as unknown as MajorHazardTables,
  risk: risk as unknown as RiskTables,
};

/** `major-hazard.grade` on a day. */
export const majorHazardOn = (given: MajorHazardGiven, on: Day) => gradeMajorHazard(given, phoneTables, on);
/** `risk.lec` on a day. */
export const lecOn = (given: LecGiven, on: Day) => scoreLec(given, phoneTables, on);
/** `risk.ls` on a day. */
export const lsOn = (given: LsGiven, on: Day) => scoreLs(given, phoneTables, on);
/** Names of table 1 nearest to what was typed. */
export const substancesLike = (typed: string, most = 8) => suggest(indexOf(phoneTables.majorHazard), typed, most);

export { unitWords } from './rules/major-hazard/grade.ts';
export type { HeldGiven } from './rules/major-hazard/held.ts';
export type { Ruling, Working } from './rules/rule.ts';
export type { LecGiven, LsGiven, MajorHazardGiven };
