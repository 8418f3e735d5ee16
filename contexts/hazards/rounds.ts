import { z } from 'zod';
import { type Actor, all, any, type Condition, is, not, present, subject } from '#kernel';
import { consultationRow, extensionRow, lookBackRow, rectificationRow, transferRow, urgingRow } from './row-schemas.ts';
import type * as rows from './rows.ts';

/** What every round has. */
type Round = Pick<rows.Extension, 'town' | 'enterprise'>;

/** 整改与复查: rectified once, and what the check found. */
export type Rectification = rows.Rectification;

/** 会诊: one expert asked once. */
export type Consultation = rows.Consultation;

/** 延期: one request and what became of it. */
export type Extension = rows.Extension;

/** 移送: to one department, and its reply. */
export type Transfer = rows.Transfer;

/** 回头看: one look at a closed hazard. */
export type LookBack = rows.LookBack;

/** 催办: the enterprise urged once. */
export type Urging = rows.Urging;

const ofHazard = {
  town: (row: Round) => row.town,
  enterprise: (row: Round) => row.enterprise,
  moved: 'moved',
} as const;

/** An expert sees what carries his account: what he was asked, and the rounds of a hazard he was asked about. */
const toExpert = (actor: Actor, row: { expert: string | null }) =>
  actor.scope === 'expert' && row.expert === actor.account;

export const rectification = subject<Rectification>({
  kind: 'rectification',
  table: 'hazards.rectification',
  label: '整改',
  ...ofHazard,
  sees: toExpert,
});
export const consultation = subject<Consultation>({
  kind: 'consultation',
  table: 'hazards.consultation',
  label: '会诊',
  ...ofHazard,
  sees: toExpert,
});
export const extension = subject<Extension>({
  kind: 'extension',
  table: 'hazards.extension',
  label: '延期',
  ...ofHazard,
});
export const transfer = subject<Transfer>({ kind: 'transfer', table: 'hazards.transfer', label: '移送', ...ofHazard });
export const lookBack = subject<LookBack>({
  kind: 'look-back',
  table: 'hazards.look_back',
  label: '回头看',
  ...ofHazard,
});

export const urging = subject<Urging>({
  kind: 'urging',
  table: 'hazards.urging',
  label: '催办',
  town: (row) => row.town,
  enterprise: (row) => row.enterprise,
});

/** Every kind of round: the column by which its rows stand in order, when one is still under way; the record shows them in this order. */
export const rounds = {
  rectifications: {
    of: rectification,
    by: 'rectified_at',
    owners: { town: 'x.town', enterprise: 'x.enterprise', expert: 'x.expert' },
    // Also checked and passed: it can still be given back.
    open: any(not(present('outcome')), is('outcome', 'passed')) as Condition<keyof Rectification>,
  },
  consultations: {
    of: consultation,
    by: 'asked_at',
    owners: { town: 'x.town', enterprise: 'x.enterprise', expert: 'x.expert' },
    open: all(not(present('answeredAt')), not(present('withdrawnAt'))) as Condition<keyof Consultation>,
  },
  extensions: {
    of: extension,
    by: 'asked_at',
    owners: { town: 'x.town', enterprise: 'x.enterprise' },
    open: not(present('verdict')) as Condition<keyof Extension>,
  },
  transfers: {
    of: transfer,
    by: 'transferred_at',
    owners: { town: 'x.town', enterprise: 'x.enterprise' },
    open: not(present('outcome')) as Condition<keyof Transfer>,
  },
  lookBacks: { of: lookBack, by: 'looked_at', owners: { town: 'x.town', enterprise: 'x.enterprise' } },
  urgings: { of: urging, by: 'urged_at', owners: { town: 'x.town', enterprise: 'x.enterprise' } },
} as const;

/** The histories of one hazard, oldest first. */
export const roundsAnswer = z.strictObject({
  rectifications: z.array(rectificationRow),
  consultations: z.array(consultationRow),
  extensions: z.array(extensionRow),
  transfers: z.array(transferRow),
  lookBacks: z.array(lookBackRow),
  urgings: z.array(urgingRow),
});
export type Rounds = z.output<typeof roundsAnswer>;
