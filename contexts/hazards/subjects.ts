import { z } from 'zod';
import { type RowAs, subject, tally } from '#kernel';
import type * as rows from './rows.ts';

/** Who was responsible on the day of the finding: one entry per body that supervised the enterprise then. */
export const responsible = z.strictObject({
  body: z.string(),
  department: z.string(),
  officer: z.string(),
  officerName: z.string(),
});
export type Responsible = z.output<typeof responsible>;

/** One row of hazards.hazard. Days are `YYYY-MM-DD`, instants ISO, money exact text in yuan. */
export type Hazard = RowAs<rows.Hazard, { responsible: Responsible[] }>;

/** Whose a hazard is, for statements that list them as `h`. */
export const hazardOwners = { town: 'h.town', enterprise: 'h.enterprise', expert: 'h.analysis_expert' } as const;

/** 隐患 as commands write it. */
export const hazard = subject<Hazard>({
  kind: 'hazard',
  table: 'hazards.hazard',
  label: '隐患',
  town: (h) => h.town,
  enterprise: (h) => h.enterprise,
  sees: (actor, h) => actor.scope === 'expert' && h.analysisExpert === actor.account,
  json: ['responsible'],
  gone: [
    'rectifiedAt',
    'rectifiedNote',
    'verifiedBy',
    'verifiedAt',
    'verifiedNote',
    'extensionReason',
    'analysisQuestion',
    'analysisText',
    'transferredAt',
    'transferReason',
    'transferReply',
    'lookedBackOn',
  ],
});

/** One chemical of a unit, as it was given to the rule; tonnes. */
export const heldChemical = z.strictObject({
  substance: z.string().optional(),
  category: z.union([z.string(), z.array(z.string())]).optional(),
  quantity_t: z.union([z.number(), z.string()]),
  beta: z.union([z.number(), z.string()]).optional(),
  mixture: z.enum(['same', 'different']).optional(),
  unit: z.enum(['production', 'storage']).optional(),
});
/** One step of a ruling. */
export const working = z.strictObject({ say: z.string(), value: z.string().optional(), cite: z.string().optional() });

/** One row of hazards.major_source (重大危险源辨识): a result as it was filed. */
export type MajorSource = RowAs<
  rows.MajorSource,
  {
    held: z.output<typeof heldChemical>[];
    settings: Record<string, unknown> | null;
    workings: z.output<typeof working>[];
  }
>;

/** Whose a filed result is, for statements that list them as `m`. */
export const majorSourceOwners = { town: 'm.town', enterprise: 'm.enterprise' } as const;

/** 重大危险源辨识 in the file of its enterprise: the rule's answer and its workings on the day, replaced by a later one, never overwritten. */
export const majorSource = subject<MajorSource>({
  kind: 'major-source',
  table: 'hazards.major_source',
  label: '重大危险源辨识',
  town: (m) => m.town,
  enterprise: (m) => m.enterprise,
  json: ['held', 'settings', 'workings'],
});

/** Town × [state, level]: the dashboard's cross table. */
export const byState = tally<Hazard>({
  name: 'hazards.state',
  edition: '1',
  of: hazard,
  per: 'town',
  keys: (h) => [{ key: [h.state, h.level] }],
});

/** Town × [state, level, sector, origin, loop]: exact totals of the ledger under its usual filters. */
export const byFacet = tally<Hazard>({
  name: 'hazards.facet',
  edition: '1',
  of: hazard,
  per: 'town',
  keys: (h) => [{ key: [h.state, h.level, h.sector, h.origin, h.loop] }],
});

/** Town × [level] by due day, of hazards whose clock runs: overdue is the sum of the days before today. */
export const byDue = tally<Hazard>({
  name: 'hazards.due',
  edition: '1',
  of: hazard,
  per: 'town',
  keys: (h) => (h.state === 'assigned' && h.dueOn ? [{ key: [h.level, h.sector], day: h.dueOn }] : []),
});

/** Town × ['found'|'closed', level, sector] by day: trends and closing shares. */
export const byMonth = tally<Hazard>({
  name: 'hazards.month',
  edition: '1',
  of: hazard,
  per: 'town',
  keys: (h) => [
    { key: ['found', h.level], day: `${h.foundOn.slice(0, 7)}-01` },
    ...(h.closedOn ? [{ key: ['closed', h.level], day: `${h.closedOn.slice(0, 7)}-01` }] : []),
  ],
});

/** Town × marks that measures count: escalated and still open, analysed, transferred, looked back, responsibility known. */
export const byMark = tally<Hazard>({
  name: 'hazards.mark',
  edition: '2',
  of: hazard,
  per: 'town',
  keys: (h) => {
    const marks: string[] = ['all'];
    const open = h.state !== 'closed';
    if (h.heldBy !== 'town') marks.push(open ? 'escalated-open' : 'escalated-closed');
    if (h.analysis !== 'none') marks.push(`analysis-${h.analysis}`);
    if (h.transferredTo) marks.push(h.state === 'transferred' ? 'transfer-waiting' : 'transfer-answered');
    if (h.lookBackResult && !open && h.loop === 'common') marks.push('looked-back');
    if (h.responsible.length > 0) marks.push('responsible-known');
    if (h.supervisedBy && open) marks.push('supervised-open');
    return marks.map((mark) => ({ key: [mark] }));
  },
});
