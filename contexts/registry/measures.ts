import { z } from 'zod';
import { type Figure, measure, rowsAt, type TallyRow } from '#kernel';
import { type Flag, flagWords, type Sector, sectorWords } from './domain/words.ts';
import { enterpriseLedger, supervisionLedger } from './ledgers.ts';
import { byFlag, byKind } from './subjects.ts';

type ByTown = Record<string, { n: number; of: number | null }>;

function figure(
  rows: readonly TallyRow[],
  counts: (row: TallyRow) => boolean,
  whole: boolean,
  at: Pick<Figure, 'rows' | 'whole'>,
): Figure {
  const byTown: ByTown = {};
  for (const row of rows) {
    const at = byTown[row.town] ?? { n: 0, of: whole ? 0 : null };
    byTown[row.town] = at;
    if (counts(row)) at.n += row.n;
    if (at.of !== null) at.of += row.n;
  }
  const all = Object.values(byTown);
  return {
    n: all.reduce((s, t) => s + t.n, 0),
    of: whole ? all.reduce((s, t) => s + (t.of ?? 0), 0) : null,
    byTown,
    ...at,
  };
}

const [SECTOR, STATUS, SUPERVISION] = [0, 1, 2];
const keysOf = <Code extends string>(words: Readonly<Record<Code, string>>) => Object.keys(words) as [Code, ...Code[]];

/** 监管责任未落实的企业, of all that are not closed. Must reach 0 (泽应急发〔2022〕63号 一(一)). */
export const supervisionGap = measure({
  name: 'registry.supervision-gap',
  title: '监管责任未落实的企业',
  unit: '家',
  params: z.strictObject({}),
  from: [byKind.name],
  async read(reads) {
    const rows = (await reads.tally(byKind.name)).filter((row) => row.key[STATUS] !== 'closed');
    return figure(rows, (row) => row.key[SUPERVISION] === 'gap', true, {
      rows: rowsAt(supervisionLedger, { gap: true }),
      whole: rowsAt(supervisionLedger),
    });
  },
});

/** 在册企业: all, or those of one sector, or those that carry one risk flag. */
export const enterprisesMeasure = measure({
  name: 'registry.enterprises',
  title: '在册企业',
  unit: '家',
  params: z
    .strictObject({
      flag: z.enum(keysOf<Flag>(flagWords)).optional(),
      sector: z.enum(keysOf<Sector>(sectorWords)).optional(),
    })
    .refine((p) => !(p.flag && p.sector), 'flag 与 sector 只能填一个'),
  from: [byKind.name, byFlag.name],
  async read(reads, { flag, sector }) {
    if (flag) {
      const rows = (await reads.tally(byFlag.name)).filter((row) => row.key[0] === flag && row.key[1] !== 'closed');
      return figure(rows, () => true, false, { rows: rowsAt(enterpriseLedger, { flags: [flag] }) });
    }
    const rows = (await reads.tally(byKind.name)).filter(
      (row) => row.key[STATUS] !== 'closed' && (!sector || row.key[SECTOR] === sector),
    );
    return figure(rows, () => true, false, {
      rows: rowsAt(enterpriseLedger, { sector: sector ? [sector] : undefined }),
    });
  },
});

/** What the programme board may count here. */
export const measures = [supervisionGap, enterprisesMeasure];
