import { type Day, type Refused, weakest } from '#kernel';
import { gapsOn } from '../../domain/criteria.rule.ts';
import { type Sector, scopeOf, sectorWords } from '../../domain/words.ts';
import { refuseAt, refuseBefore, wrong } from '../asking.ts';
import type { Ruling, Working } from '../rule.ts';
import type { MatchSource } from './documents.ts';
import { type Candidate, matcherOf } from './matcher.ts';
import { sectorOf, sectorsAllowed } from './sectors.ts';

/** What is asked: a finding in free Chinese; sector by code or Chinese name; risk flags of the registry; how many of each kind. */
export interface MatchGiven {
  text: string;
  sector?: string | undefined;
  flags?: readonly string[] | undefined;
  top?: number | undefined;
}

/** What may apply, best first, each kind by itself. Empty lists mean that nothing matched, not that there is no hazard. */
export interface MatchResult {
  criteria: readonly Candidate[];
  penalties: readonly Candidate[];
  checklist: readonly Candidate[];
  /** The answer in one sentence. */
  answer: string;
}

export const longestText = 2000;
export const mostCandidates = 20;

function refusals(given: MatchGiven, sector: Sector | null, source: MatchSource, on: Day): Refused | null {
  if (given.text.trim() === '') return refuseAt([wrong('text', given.text, '一句现场情况', 'text：没有写现场情况')]);
  if (given.text.length > longestText) {
    const message = `text：现场情况有 ${given.text.length} 个字，最多 ${longestText} 个字`;
    return refuseAt([wrong('text', `${given.text.slice(0, 20)}…`, `不超过 ${longestText} 个字`, message)]);
  }
  if (given.sector !== undefined && sector === null) {
    const message = `sector：没有“${given.sector}”这个行业领域`;
    return refuseAt([wrong('sector', given.sector, sectorsAllowed, message)]);
  }
  // A scope's own floor may lie after the rule's: industrial trade begins three months after the mines.
  const scope = sector === null ? null : scopeOf(sector);
  const own = source.editions.filter((each) => scope === null || each.scope === scope);
  const floor = own.map((each) => each.from).sort()[0];
  return floor === undefined ? null : refuseBefore(on, floor, '判定情形');
}

/** How a candidate came up, as it is printed. */
export function reasonOf({ why, notes }: Candidate): string {
  const words = why
    .filter((each, i) => each.share > 0 && why.findIndex((other) => other.said === each.said) === i)
    .map(({ said, means }) => (said === means ? `“${said}”` : `“${said}”即“${means}”`));
  return [...words, ...notes].join('；');
}

function workingOf(candidate: Candidate, place: number): Working {
  const { clause, score, cite, text } = candidate;
  return { say: `第 ${place}：${clause}（${text}）。依据：${reasonOf(candidate)}`, value: String(score), cite };
}

/**
 * `criteria.match`: which major-hazard criteria in force on a day may apply to a finding, likewise the penalty provision and the
 * checklist item. It orders and explains; it never decides: that is the officer's (判定由执法人员作出). Refuses an empty or over-long
 * text, an unknown sector and a day before the criteria of that scope. Basis: 安全生产法（2021）§118(2).
 */
export function matchFinding(given: MatchGiven, source: MatchSource, on: Day): Ruling<MatchResult> | Refused {
  const sector = given.sector === undefined ? null : sectorOf(given.sector);
  const refused = refusals(given, sector, source, on);
  if (refused) return refused;
  const asked = { text: given.text, sector, flags: given.flags ?? [], top: given.top ?? 5 };
  const { criteria, penalties, checklist, sound } = matcherOf(source).match(asked, on);
  const [first] = criteria;
  const answer = first
    ? `可能对应 ${criteria.length} 条判定情形，最接近的是${first.cite}；是否构成由执法人员判定`
    : '没有找到对得上的判定情形：不等于不是隐患，请写清部位和缺什么，或在清单中自己找';
  const workings: Working[] = [];
  if (sector !== null) workings.push({ say: `行业领域按“${sectorWords[sector]}”，其他行业的情形降分` });
  for (const clause of sound) workings.push({ say: `“${clause}”说的是做到了的情况，不作为问题` });
  workings.push(...criteria.map((each, i) => workingOf(each, i + 1)));
  if (criteria.length === 0) workings.push({ say: answer });
  if (sector !== null) workings.push(...gapsOn(source, sector, on).map((say) => ({ say })));
  const all = [...criteria, ...penalties, ...checklist];
  return {
    result: { criteria, penalties, checklist, answer },
    workings,
    cites: [...new Set([...criteria, ...penalties].map((each) => each.cite))],
    checked: weakest((criteria.length > 0 ? criteria : all).map((each) => each.checked)),
  };
}
