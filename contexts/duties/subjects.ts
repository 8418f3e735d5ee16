import { subject, tally } from '#kernel';
import type * as rows from './rows.ts';

/** One row of duties.owed (应办事项). Days are `YYYY-MM-DD`. */
export type Owed = rows.Owed;
/** One row of duties.proof (上报材料). */
export type ProofRow = rows.Proof;
/** One row of duties.hand_in (上报与审核). */
export type HandIn = rows.HandIn;
/** One row of duties.urging (催办). */
export type Urging = rows.Urging;

const ofTown = (row: { town: string | null }) => row.town;
const ofEnterprise = (row: { enterprise: string | null }) => row.enterprise;

/** 应办事项: one thing that is owed once. */
export const owed = subject<Owed>({
  kind: 'owed',
  table: 'duties.owed',
  label: '应办事项',
  town: ofTown,
  enterprise: ofEnterprise,
});
/** 上报材料: handed in once, it may prove several. */
export const proof = subject<ProofRow>({
  kind: 'duty-proof',
  table: 'duties.proof',
  label: '上报材料',
  town: ofTown,
  enterprise: ofEnterprise,
});
/** 上报与审核: one hand-in of one instance, and what became of it. */
export const handIn = subject<HandIn>({
  kind: 'hand-in',
  table: 'duties.hand_in',
  label: '上报',
  town: ofTown,
  enterprise: ofEnterprise,
});
/** 催办: urged once. */
export const urging = subject<Urging>({
  kind: 'duty-urging',
  table: 'duties.urging',
  label: '催办',
  town: ofTown,
  enterprise: ofEnterprise,
});

/** Whose they are, for statements that list them as `o`. */
export const owedOwners = { town: 'o.town', enterprise: 'o.enterprise' } as const;

/** Town × [obligation, state, late or not] by due day: shares of a duty, what is missed by a day, what waits. */
export const byDuty = tally<Owed>({
  name: 'duties.by-duty',
  edition: '1',
  of: owed,
  per: 'town',
  keys: (o) => [{ key: [o.obligation, o.state, o.daysLate > 0], day: o.dueOn }],
});
