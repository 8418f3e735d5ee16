import { addMonths, type Day } from '#kernel';

/** How long a county keeps evidence, as of a day. `years` null: for ever. */
export interface Keeping {
  id: string;
  basis: string;
  checked: 'verified' | 'secondary' | 'unverified';
  rules: readonly { id: string; subject: string; grade: string | null; years: number | null; title: string }[];
}

/** A record a file is evidence of, as its context knows it; `endedOn` null while it is open. */
export interface Proven {
  kind: string;
  grade: string | null;
  endedOn: Day | null;
}

/** Why a file stays (为什么保留). */
export const keptWords = {
  open: '所证明的事项没有办结',
  unknown: '不知道所证明的事项何时办结',
  'no-rule': '没有写到这一种的保管期限',
  forever: '永久保管',
  'not-yet': '保管期未满',
  unverified: '保管期限的规则待核实，不据此销毁',
} as const;
export type KeptWhy = keyof typeof keptWords;

export type Fate =
  | { goes: true; rule: string; title: string; endedOn: Day; dueOn: Day }
  | { goes: false; why: KeptWhy; dueOn: Day | null };

/**
 * What becomes of a file that is evidence of all of these: it goes when each of them ended longer ago than its rule keeps it, by the one that
 * keeps it longest. One that is open, not known, or named by no rule keeps the file, whatever the others say. `dueOn` is the first day it may go.
 */
export function fateOf(proves: readonly (Proven | null)[], keeping: Keeping | null, today: Day): Fate {
  const stays = (why: KeptWhy, dueOn: Day | null = null): Fate => ({ goes: false, why, dueOn });
  if (proves.length === 0 || proves.includes(null)) return stays('unknown');
  let last: { rule: string; title: string; endedOn: Day; dueOn: Day } | null = null;
  for (const one of proves as readonly Proven[]) {
    if (one.endedOn === null) return stays('open');
    const rule = keeping?.rules.find(
      (each) => each.subject === one.kind && (each.grade === null || each.grade === one.grade),
    );
    if (!rule) return stays('no-rule');
    if (rule.years === null) return stays('forever');
    const dueOn = addMonths(one.endedOn, rule.years * 12);
    if (last === null || dueOn > last.dueOn) last = { rule: rule.id, title: rule.title, endedOn: one.endedOn, dueOn };
  }
  if (last === null || keeping === null) return stays('unknown');
  if (today <= last.dueOn) return stays('not-yet', last.dueOn);
  if (keeping.checked === 'unverified') return stays('unverified', last.dueOn);
  return { goes: true, ...last };
}
