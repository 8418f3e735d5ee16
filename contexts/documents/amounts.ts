import { plainRows, type Runner, systemActor, transaction } from '#kernel/server';

/** Evidence that came in in one month. */
export interface EvidenceMonth {
  /** `YYYY-MM`, by the county's clock. */
  month: string;
  files: number;
  bytes: number;
}

/** How much evidence (证据) a county took in, month by month, oldest first: originals as they are kept, small copies for the screen not counted. */
export const evidenceByMonth = (r: Runner, county: string): Promise<EvidenceMonth[]> =>
  transaction(r.pool, systemActor(county), 'read', (client) =>
    plainRows<EvidenceMonth>(client, {
      sql: `select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, count(*)::int as files, sum(bytes)::float8 as bytes
        from documents.file where county = $1 group by 1 order by 1`,
      values: [county],
    }),
  );
