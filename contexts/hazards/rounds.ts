import { z } from 'zod';
import { subject } from '#kernel';
import { consultationRow, extensionRow, lookBackRow, transferRow } from './row-schemas.ts';
import type * as rows from './rows.ts';

/** What every round has. */
type Round = Pick<rows.Extension, 'town' | 'enterprise'>;

/** 会诊: one expert asked once. */
export type Consultation = rows.Consultation;

/** 延期: one request and what became of it. */
export type Extension = rows.Extension;

/** 移送: to one department, and its reply. */
export type Transfer = rows.Transfer;

/** 回头看: one look at a closed hazard. */
export type LookBack = rows.LookBack;

const ofHazard = {
  town: (row: Round) => row.town,
  enterprise: (row: Round) => row.enterprise,
  moved: 'moved',
} as const;

export const consultation = subject<Consultation>({
  kind: 'consultation',
  table: 'hazards.consultation',
  label: '会诊',
  ...ofHazard,
  sees: (actor, row) => actor.scope === 'expert' && row.expert === actor.account,
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

/** Every kind of round with the column by which its rows stand in order; the record shows them in this order. */
export const rounds = {
  consultations: {
    of: consultation,
    by: 'asked_at',
    owners: { town: 'x.town', enterprise: 'x.enterprise', expert: 'x.expert' },
  },
  extensions: { of: extension, by: 'asked_at', owners: { town: 'x.town', enterprise: 'x.enterprise' } },
  transfers: { of: transfer, by: 'transferred_at', owners: { town: 'x.town', enterprise: 'x.enterprise' } },
  lookBacks: { of: lookBack, by: 'looked_at', owners: { town: 'x.town', enterprise: 'x.enterprise' } },
} as const;

/** The histories of one hazard, oldest first. */
export const roundsAnswer = z.strictObject({
  consultations: z.array(consultationRow),
  extensions: z.array(extensionRow),
  transfers: z.array(transferRow),
  lookBacks: z.array(lookBackRow),
});
export type Rounds = z.output<typeof roundsAnswer>;
