import { z } from 'zod';
import { measure, rowsAt, type TallyRow } from '#kernel';
import { owedLedger } from './ledgers.ts';
import { byDuty } from './subjects.ts';

const [OBLIGATION, STATE, LATE] = [0, 1, 2];
/** States that are no longer asked for: neither counted nor part of the whole. */
const free: readonly string[] = ['excused', 'ended'];

const params = z.strictObject({
  obligation: z.string(),
  /** Only what fell due from that day on. */
  from: z.iso.date().optional(),
});
type Params = z.output<typeof params>;

function counted(rows: readonly TallyRow[], counts: (row: TallyRow) => boolean) {
  const byTown: Record<string, { n: number; of: number | null }> = {};
  for (const row of rows) {
    byTown[row.town] ??= { n: 0, of: 0 };
    const at = byTown[row.town]!;
    at.of! += row.n;
    if (counts(row)) at.n += row.n;
  }
  const towns = Object.values(byTown);
  return {
    n: towns.reduce((sum, town) => sum + town.n, 0),
    of: towns.reduce((sum, town) => sum + town.of!, 0),
    byTown,
  };
}

const dueBy = (rows: readonly TallyRow[], p: Params, today: string): TallyRow[] =>
  rows.filter(
    (row) =>
      row.key[OBLIGATION] === p.obligation &&
      !free.includes(row.key[STATE]!) &&
      row.day !== null &&
      row.day <= today &&
      (!p.from || row.day >= p.from),
  );

/** What has fallen due of a duty, as filters of the ledger. */
const dueRows = (p: Params, today: string) => ({
  obligation: [p.obligation],
  ...(p.from ? { dueFrom: p.from } : {}),
  dueTo: today,
});

export const dutyMeasures = [
  measure({
    name: 'duties.done-share',
    title: '应办事项办结率',
    unit: '件',
    params,
    from: [byDuty.name],
    async read(reads, p) {
      const rows = dueBy(await reads.tally(byDuty.name), p, reads.today);
      const asked = dueRows(p, reads.today);
      return {
        ...counted(rows, (row) => row.key[STATE] === 'accepted'),
        rows: rowsAt(owedLedger, { ...asked, state: ['accepted'] }),
        whole: rowsAt(owedLedger, { ...asked, state: ['owed', 'handed-in', 'returned', 'accepted'] }),
      };
    },
  }),
  measure({
    name: 'duties.late',
    title: '应办事项迟报',
    unit: '件',
    params,
    from: [byDuty.name],
    async read(reads, p) {
      const rows = dueBy(await reads.tally(byDuty.name), p, reads.today);
      return {
        ...counted(rows, (row) => row.key[LATE] === 'true'),
        rows: rowsAt(owedLedger, {
          ...dueRows(p, reads.today),
          late: true,
          state: ['owed', 'handed-in', 'returned', 'accepted'],
        }),
      };
    },
  }),
];
