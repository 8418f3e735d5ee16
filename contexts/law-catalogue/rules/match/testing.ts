import type { Day } from '#kernel';
import type { Matcher } from './matcher.ts';
import { sectorOf } from './sectors.ts';

/** One labelled finding: any one of `criteria` is right; none means that no criterion applies. */
export interface Labelled {
  on: string;
  sector?: string;
  text: string;
  criteria: readonly string[];
  penalties?: readonly string[];
}

/** How well a set of labelled findings was answered. Shares of 1. */
export interface Measured {
  findings: number;
  matching: number;
  top1: number;
  top3: number;
  /** Of the findings that match nothing, how many were told so. */
  noneTold: number;
  none: number;
  /** Of the answers “nothing matches”, how many were right. */
  nonePrecision: number;
  penalties: number;
  penaltyTop3: number;
  checklist: number;
  checklistTop3: number;
  missed: readonly { finding: Labelled; got: readonly string[] }[];
}

/** Asks for every finding and counts. `itemsOf` says which checklist items point to a criterion. */
export function measure(
  matcher: Matcher,
  findings: readonly Labelled[],
  itemsOf: (criterion: string, on: string) => readonly string[],
): Measured {
  const missed: { finding: Labelled; got: readonly string[] }[] = [];
  const count = {
    matching: 0,
    top1: 0,
    top3: 0,
    none: 0,
    noneTold: 0,
    noneSaid: 0,
    penalties: 0,
    penalty: 0,
    lists: 0,
    list: 0,
  };
  for (const finding of findings) {
    const sector = finding.sector === undefined ? null : sectorOf(finding.sector);
    const answer = matcher.match({ text: finding.text, sector, flags: [], top: 3 }, finding.on as Day);
    const got = answer.criteria.map((each) => each.id);
    const hit = got.some((id) => finding.criteria.includes(id));
    if (got.length === 0) count.noneSaid += 1;
    if (finding.criteria.length === 0) {
      count.none += 1;
      if (got.length === 0) count.noneTold += 1;
    } else {
      count.matching += 1;
      if (finding.criteria.includes(got[0] ?? '')) count.top1 += 1;
      if (hit) count.top3 += 1;
      const items = new Set(finding.criteria.flatMap((id) => itemsOf(id, finding.on)));
      if (items.size > 0) {
        count.lists += 1;
        if (answer.checklist.some((each) => items.has(each.id))) count.list += 1;
      }
    }
    if (finding.criteria.length === 0 ? got.length > 0 : !hit) missed.push({ finding, got });
    if (finding.penalties) {
      count.penalties += 1;
      if (answer.penalties.some((each) => finding.penalties?.includes(each.id))) count.penalty += 1;
    }
  }
  const share = (part: number, of: number) => (of === 0 ? 1 : part / of);
  return {
    findings: findings.length,
    matching: count.matching,
    top1: share(count.top1, count.matching),
    top3: share(count.top3, count.matching),
    none: count.none,
    noneTold: share(count.noneTold, count.none),
    nonePrecision: share(count.noneTold, count.noneSaid),
    penalties: count.penalties,
    penaltyTop3: share(count.penalty, count.penalties),
    checklist: count.lists,
    checklistTop3: share(count.list, count.lists),
    missed,
  };
}
