import type { Reads } from '#kernel';
import { insertRows, type Runner, systemActor, transaction } from '#kernel/server';
import { type Body, bodies } from './domain/words.ts';
import { workAlsoFor } from './regions.ts';
import type { Enterprise, Officer, Supervision } from './subjects.ts';

/** Who supervised an enterprise for one body on one day. */
export interface Responsibility {
  body: Body;
  department: string;
  officer: string;
  officerName: string;
}

/**
 * Who was responsible for an enterprise on a day (当日监管责任), one entry per body that had a person. The from-day counts, the to-day
 * does not, so a handover leaves no day with two and none with nobody. Stored with a hazard for the back-trace (N6.3).
 */
export async function responsibleOn(reads: Reads, enterpriseId: string, day: string): Promise<Responsibility[]> {
  const rows = await reads.many<Responsibility>(
    `select body, department, officer, officer_name from registry.supervision
     where county = $1 and enterprise = $2 and from_on <= $3 and (to_on is null or to_on > $3)`,
    [reads.actor.county, enterpriseId, day],
  );
  return rows.sort((a, b) => bodies.indexOf(a.body) - bodies.indexOf(b.body));
}

/** Every supervision of one enterprise, past ones too. */
export const supervisionsOf = (reads: Reads, enterpriseId: string): Promise<Supervision[]> =>
  reads.many<Supervision>(
    'select * from registry.supervision where county = $1 and enterprise = $2 order by from_on, id',
    [reads.actor.county, enterpriseId],
  );

/** Current supervisions of one officer. */
export const chargesOf = (reads: Reads, officerId: string): Promise<Supervision[]> =>
  reads.many<Supervision>(
    'select * from registry.supervision where county = $1 and officer = $2 and to_on is null order by enterprise, body',
    [reads.actor.county, officerId],
  );

/** The condition that keeps officers to those the caller sees: a town its own and the county's departments. */
export const officersSeen = (reads: Reads, values: unknown[], town = 'town'): string =>
  reads.actor.scope === 'town' ? `(${town} is null or ${reads.within({ town }, values)})` : reads.within({}, values);

/** An officer, held against leaving until this act is done. */
export function officerNow(reads: Reads, id: string): Promise<Officer | null> {
  const values: unknown[] = [reads.actor.county, id];
  return reads.one<Officer>(
    `select * from registry.officer where county = $1 and id = $2 and ${officersSeen(reads, values)} for share`,
    values,
  );
}

/**
 * The row of an enterprise, held until this act is done: whether its three persons are complete is read from several rows, and two
 * acts side by side must not both miss the other's.
 */
export const heldEnterprise = (reads: Reads, id: string): Promise<Enterprise | null> =>
  reads.one<Enterprise>('select * from registry.enterprise where county = $1 and id = $2 for update', [
    reads.actor.county,
    id,
  ]);

/** The same for an officer about to leave. */
export const heldOfficer = (reads: Reads, id: string): Promise<Officer | null> =>
  reads.one<Officer>('select * from registry.officer where county = $1 and id = $2 for update', [
    reads.actor.county,
    id,
  ]);

/**
 * Writes the county's towns from the division tables and makes it one of those this process works for; called at every start. Returns
 * how many there are.
 * @throws RegionFault when no division table is there for this county.
 */
export async function ensureTowns(r: Runner, county: string): Promise<number> {
  const { towns } = workAlsoFor(county);
  await transaction(r.pool, systemActor(county), 'write', (client) =>
    insertRows(
      client,
      'registry.town',
      towns.map(({ code, name }, i) => ({ county, code, name, ordinal: i + 1 })),
      'on conflict (county, code) do update set name = excluded.name, ordinal = excluded.ordinal',
    ),
  );
  return towns.length;
}
