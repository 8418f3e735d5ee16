/**
 * `criteria.match` on a phone (离线): the word table goes into the bundle, the editions come with the phone's law. Criteria only:
 * penalties and checklists stay on the server.
 */
import type { Day, Refused } from '#kernel';
import table from '../../../../law/match/concepts.json';
import type { PhoneLaw } from '../../domain/law.ts';
import type { MatchTable } from '../../domain/match-table.ts';
import type { Ruling } from '../rule.ts';
import { type MatchGiven, type MatchResult, matchFinding } from './answer.ts';
import type { MatchSource } from './documents.ts';

const sources = new WeakMap<PhoneLaw, MatchSource>();

/** Which criteria of the phone's law may apply to a finding on a day: as on the server, without penalties and checklist items. */
export function matchOnPhone(given: MatchGiven, law: PhoneLaw, on: Day): Ruling<MatchResult> | Refused {
  const source = sources.get(law) ?? { editions: law.editions, matching: table as unknown as MatchTable };
  sources.set(law, source);
  return matchFinding(given, source, on);
}

export type { MatchGiven, MatchResult } from './answer.ts';
export type { Candidate, Why } from './matcher.ts';
