import type { EvidenceHolder } from '#documents';

/** Until when the evidence of a hazard is needed: a hazard has ended when it is closed (销号), and not when it was handed over. */
export const hazardEvidence: EvidenceHolder = {
  kind: 'hazard',
  ends: (reads, ids) =>
    reads.many(
      `select id, level as grade, case when state = 'closed' then closed_on end as ended_on from hazards.hazard
       where county = $1 and id = any($2::uuid[])`,
      [reads.actor.county, ids],
    ),
};
