import { z } from 'zod';
import { type Actor, groupAnswer, query, type Reads, todoSource } from '#kernel';
import { aliased, conditionSql, doneOf, isMine, waitingSql } from '#kernel/server';
import type { Body } from '#registry';
import { overdueDays } from '../domain/hazard.rule.ts';
import { loops } from '../domain/loop.ts';
import type { HazardFacts } from '../domain/moves/row.ts';
import { waitsHere } from '../domain/moves/who.ts';
import { readers } from '../policy.ts';
import { rounds } from '../rounds.ts';
import { hazardRow } from '../row-schemas.ts';
import { type Hazard, hazard, hazardOwners } from '../subjects.ts';

type Group = (typeof loops.waiting)[number];
/** Columns that sentences and 待办 groups look at; the flow table finds them, the type is what moves may name. */
type Looked = Record<Extract<keyof HazardFacts, keyof Hazard>, true>;

/** A hazard that waits: what is drawn of it, and what the moves look at, so that a phone without a signal knows what can be done next. */
const todoRow = hazardRow
  .pick({
    id: true,
    version: true,
    number: true,
    enterprise: true,
    enterpriseName: true,
    town: true,
    level: true,
    state: true,
    loop: true,
    description: true,
    place: true,
    dueOn: true,
    foundAt: true,
    extensionUntil: true,
    stepDueOn: true,
  })
  .extend(hazardRow.pick(Object.fromEntries(loops.columns.map((column) => [column, true])) as Looked).shape)
  .extend({
    extensionReason: z.string().nullable(),
    overdueDays: z.int(),
    /** 主办人: whose it is by the register today; null when nobody is named. Others who may act see it as 同时可办. */
    owner: z.strictObject({ name: z.string(), mine: z.boolean() }).nullable(),
    /** 催办: how often the enterprise was urged, and when last. */
    urged: z.strictObject({ times: z.int(), lastAt: z.iso.datetime() }).nullable(),
    why: z.string(),
    can: z.array(z.string()),
  });

/** One act on a hazard. */
const doneRow = hazardRow
  .pick({ id: true, number: true, enterpriseName: true, state: true, loop: true })
  .extend({ at: z.iso.datetime(), command: z.string(), sentence: z.string(), subjectId: z.uuid() });

/** One group as it stands for the caller; null when nothing waits. At most 50 rows, with the exact count. */
async function waitingUnder(g: Group, reads: Reads) {
  const { actor, today } = reads;
  const values: unknown[] = [actor.county];
  const p = (value: unknown) => `$${values.push(value)}`;
  const waits = `${waitingSql(g, actor, aliased('h'), p, waitsHere)} and ${reads.within(hazardOwners, values)}`;
  // At most one extension of a hazard waits (an index says so): the join adds no row.
  const asked = conditionSql(rounds.extensions.open, actor, aliased('x'), p);
  const rows = await reads.many<Waiting>(
    `select h.*, count(*) over () as total, x.reason as extension_reason, c.officer_name as owner_name, c.account as owner_account
     from hazards.hazard h left join hazards.extension x on x.county = $1 and x.hazard = h.id and ${asked}
     left join registry.published_charge c on c.county = $1 and c.enterprise = h.enterprise and c.body = ${p(bodyOf(actor))}
     where h.county = $1 and ${waits}
     order by coalesce(h.step_due_on, h.due_order), h.found_at limit 50`,
    values,
  );
  if (rows.length === 0) return null;
  return {
    key: g.key,
    title: g.title,
    command: g.command,
    total: Number(rows[0]!.total),
    rows: rows
      .map((h) => ({
        ...factsOf(h),
        id: h.id,
        version: h.version,
        number: h.number,
        enterprise: h.enterprise,
        enterpriseName: h.enterpriseName,
        town: h.town,
        level: h.level,
        state: h.state,
        loop: h.loop,
        description: h.description,
        place: h.place,
        dueOn: h.dueOn,
        foundAt: h.foundAt,
        extensionUntil: h.extensionUntil,
        extensionReason: h.extensionReason,
        stepDueOn: h.stepDueOn,
        overdueDays: overdueDays(h, today),
        owner: ownerOf(actor, h),
        why: whyMine(actor, h),
        can: reads.can('hazard', h),
      }))
      .filter((row) => row.can.includes(g.command)),
  };
}

type Waiting = Hazard & {
  total: number;
  extensionReason: string | null;
  ownerName: string | null;
  ownerAccount: string | null;
};

/** Whose responsible person a to-do of this actor falls to: the town's in a town, the bureau's in the county. */
const bodyOf = (actor: Actor): Body => (actor.scope === 'town' ? 'town' : 'safety-department');

/** 主办人: for an officer who supervises the enterprise today (N1.1), in the enterprise the person the rectification was given to. */
function ownerOf(actor: Actor, h: Waiting): { name: string; mine: boolean } | null {
  if (actor.scope === 'enterprise')
    return h.state === 'assigned' && h.person ? { name: h.person, mine: h.person === actor.name } : null;
  if (actor.scope !== 'town' && actor.scope !== 'county') return null;
  return h.ownerName ? { name: h.ownerName, mine: h.ownerAccount === actor.account } : null;
}

/** How often each was urged, and when last. */
async function urgedOf(reads: Reads, hazards: readonly string[]) {
  const values: unknown[] = [reads.actor.county, hazards];
  const rows = await reads.many<{ hazard: string; times: number; lastAt: string }>(
    `select x.hazard, count(*)::int as times, max(x.urged_at) as last_at from hazards.urging x
     where x.county = $1 and x.hazard = any($2::uuid[]) and ${reads.within(rounds.urgings.owners, values)} group by x.hazard`,
    values,
  );
  return new Map(rows.map(({ hazard, ...of }) => [hazard, of]));
}

/** What the moves look at, so that a phone without a signal knows what can be done next. */
const factsOf = (h: Hazard): HazardFacts & Hazard =>
  Object.fromEntries(loops.columns.map((column) => [column, h[column as keyof Hazard]])) as never;

/**
 * What waits for me, grouped by verb, overdue first. The county's list is what the county leads (上报到县级的和重大的);
 * the rest of the county is in the ledger.
 */
async function waitingFor(reads: Reads) {
  const mine = loops.waiting.filter((g) => isMine(g, reads.actor));
  const found = (await Promise.all(mine.map((g) => waitingUnder(g, reads)))).filter((group) => group !== null);
  // Asked once for all groups.
  const urged = await urgedOf(
    reads,
    found.flatMap((group) => group.rows.map((row) => row.id)),
  );
  return found.map((group) => ({
    ...group,
    rows: group.rows.map((row) => ({ ...row, urged: urged.get(row.id) ?? null })),
  }));
}

/** 待办 of hazards alone: what the phone keeps to be read without a signal. */
export const todoQuery = query({
  name: 'hazards.todo',
  title: '隐患待办',
  input: z.strictObject({}),
  answer: z.strictObject({ today: z.string(), groups: z.array(groupAnswer(todoRow)) }),
  may: [readers],
  read: async (reads) => ({ today: reads.today, groups: await waitingFor(reads) }),
});

function whyMine(actor: Actor, h: Hazard): string {
  if (actor.scope === 'town') return '本镇监管';
  if (actor.scope === 'enterprise') return '本企业整改责任';
  if (actor.scope === 'expert') return '请您会诊';
  if (h.heldBy !== 'town') return '已上报，由县局牵头';
  return '重大隐患，由县局督促';
}

/** What I did to hazards, newest first. */
export function doneOn(reads: Reads, page: { before?: string | undefined; limit: number }) {
  return doneOf(reads, hazard.kind, page, (ids) => {
    const values: unknown[] = [reads.actor.county, ids];
    return reads.many<Pick<Hazard, 'id' | 'number' | 'enterpriseName' | 'state' | 'loop'>>(
      `select h.id, h.number, h.enterprise_name, h.state, h.loop from hazards.hazard h
     where h.county = $1 and h.id = any($2::uuid[]) and ${reads.within(hazardOwners, values)}`,
      values,
    );
  });
}

/** Hazards on the home (待办、已办). */
export const hazardTodos = todoSource({
  name: 'hazards',
  may: [readers],
  row: todoRow,
  did: doneRow,
  waiting: waitingFor,
  done: doneOn,
});
