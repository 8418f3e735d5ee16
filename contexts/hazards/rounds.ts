import { type Base, subject } from '#kernel';

/** What a hazard can go through more than once. `moved`: put here from the hazard's former columns, its beginnings are in the hazard's journal. */
interface Round extends Base {
  moved: boolean;
  hazard: string;
  town: string;
  enterprise: string;
}

/** 会诊: one expert asked once. */
export interface Consultation extends Round {
  expert: string | null;
  expertName: string | null;
  question: string;
  askedBy: string | null;
  askedByName: string | null;
  askedAt: string;
  answer: string | null;
  answeredAt: string | null;
  withdrawnAt: string | null;
}

/** 延期: one request and what became of it. */
export interface Extension extends Round {
  dueOn: string | null;
  until: string;
  reason: string | null;
  askedBy: string | null;
  askedByName: string | null;
  askedAt: string | null;
  verdict: 'granted' | 'refused' | 'lapsed' | null;
  verdictReason: string | null;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
}

/** 移送: to one department, and its reply. */
export interface Transfer extends Round {
  department: string;
  reason: string | null;
  transferredBy: string | null;
  transferredByName: string | null;
  transferredAt: string | null;
  outcome: 'concluded' | 'taken-back' | null;
  reply: string | null;
  repliedAt: string | null;
}

/** 回头看: one look at a closed hazard. */
export interface LookBack extends Round {
  lookedOn: string;
  result: 'pass' | 'fail';
  note: string | null;
  lookedBy: string | null;
  lookedByName: string | null;
  lookedAt: string | null;
}

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
export interface Rounds {
  consultations: Consultation[];
  extensions: Extension[];
  transfers: Transfer[];
  lookBacks: LookBack[];
}
