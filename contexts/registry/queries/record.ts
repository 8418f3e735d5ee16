import { z } from 'zod';
import { codesOf, marked, query, type Reads, refuse } from '#kernel';
import { timelineLine, timelineOf } from '#kernel/server';
import { industryLabel } from '../domain/industry.rule.ts';
import { flagWords, positionWords } from '../domain/words.ts';
import { personal } from '../personal.ts';
import { readsEnterprises } from '../policy.ts';
import { enterpriseRow, personRow, siteRow, supervisionRow } from '../row-schemas.ts';
import { officersSeen, supervisionsOf } from '../store.ts';
import { enterprise, type Officer, type Person, type Site, type Supervision, site, supervision } from '../subjects.ts';

const held = supervisionRow.extend({
  phone: marked(z.string().nullable(), personal.officer.phone),
  certificateNumber: z.string().nullable(),
});
const can = z.array(z.string());

type Held = Supervision & { phone: string | null; certificateNumber: string | null };

/** The officer's telephone and certificate beside a supervision, where the caller may see the officer. */
async function withOfficers(reads: Reads, rows: readonly Supervision[]): Promise<Held[]> {
  const ids = [...new Set(rows.map((row) => row.officer))];
  const values: unknown[] = [reads.actor.county, ids];
  const officers = await reads.many<Officer>(
    `select * from registry.officer where county = $1 and id = any($2::uuid[]) and ${officersSeen(reads, values)}`,
    values,
  );
  const by = new Map(officers.map((o) => [o.id, o]));
  return rows.map((row) => ({
    ...row,
    phone: by.get(row.officer)?.phone ?? null,
    certificateNumber: by.get(row.officer)?.certificateNumber ?? null,
  }));
}

/** 一企一档: everything the registry knows of one enterprise. Other contexts add their sections on the screen. */
export const enterpriseQuery = query({
  name: 'registry.enterprise',
  title: '一企一档',
  answer: z.strictObject({
    enterprise: enterpriseRow.extend({
      flags: z.array(z.enum(codesOf(flagWords))),
      townName: z.string(),
      industryName: z.string().nullable(),
    }),
    sites: z.array(siteRow.extend({ can })),
    people: z.array(personRow.extend({ position: z.enum(codesOf(positionWords)), can })),
    supervision: z.strictObject({ current: z.array(held), past: z.array(held) }),
    timeline: z.array(timelineLine),
    can,
  }),
  input: z.strictObject({ id: z.uuid('编号不正确') }),
  may: readsEnterprises,
  async read(reads, given) {
    const row = await reads.get(enterprise, given.id);
    if (!row) return refuse('NOT_FOUND', '没有找到这家企业，或您无权查看');
    const { actor } = reads;
    const key = [actor.county, row.id];
    // Asked together, answered in one round trip; then what hangs on them.
    const [town, sites, people, supervisions] = await Promise.all([
      reads.one<{ name: string }>('select name from registry.town where county = $1 and code = $2', [
        actor.county,
        row.town,
      ]),
      reads.many<Site>('select * from registry.site where county = $1 and enterprise = $2 order by name', key),
      actor.role === 'worker'
        ? []
        : reads.many<Person>(
            `select * from registry.person where county = $1 and enterprise = $2 and left_on is null
             order by array_position(array['principal','safety-manager','technician','team-leader','special-operator','worker'], position), name, id limit 500`,
            key,
          ),
      supervisionsOf(reads, row.id),
    ]);
    const [held, timeline] = await Promise.all([
      withOfficers(reads, supervisions),
      // What happened to the enterprise and to everything registered under it.
      timelineOf(
        reads,
        [
          { kind: enterprise.kind, ids: [row.id] },
          { kind: site.kind, ids: sites.map((each) => each.id) },
          { kind: supervision.kind, ids: supervisions.map((each) => each.id) },
        ],
        60,
      ),
    ]);
    return {
      enterprise: {
        ...row,
        townName: town?.name ?? row.town,
        industryName: row.industry ? industryLabel(row.industry) : null,
      },
      sites: sites.map((each) => ({ ...each, can: reads.can('site', each) })),
      people: people.map((each) => ({ ...each, can: reads.can('person', each) })),
      supervision: {
        current: held.filter((each) => each.toOn === null),
        past: held.filter((each) => each.toOn !== null).reverse(),
      },
      timeline,
      can: reads.can('enterprise', row),
    };
  },
});
