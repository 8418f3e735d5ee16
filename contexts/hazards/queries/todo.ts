import { z } from 'zod';
import { type Actor, canDo, cansOf, query } from '#kernel';
import { aliased, isMine, waitingSql } from '#kernel/server';
import { overdueDays } from '../domain/hazard.rule.ts';
import { loops } from '../domain/loop.ts';
import { waitsHere } from '../domain/moves/who.ts';
import { readers } from '../policy.ts';
import { type Hazard, hazardOwners } from '../subjects.ts';

type Commands = () => Parameters<typeof cansOf>[0];

/**
 * 待办: what waits for me, grouped by verb, overdue first. The county's list is what the county leads (上报到县级的和重大的);
 * the rest of the county is in the ledger. At most 50 rows a group, with the exact count.
 */
export const makeTodoQuery = (commands: Commands) =>
  query({
    name: 'hazards.todo',
    title: '待办',
    input: z.strictObject({}),
    may: [readers],
    async read(reads) {
      const { actor, today } = reads;
      const out = [];
      for (const g of loops.waiting.filter((one) => isMine(one, actor))) {
        const values: unknown[] = [actor.county];
        const p = (value: unknown) => `$${values.push(value)}`;
        const waits = `${waitingSql(g, actor, aliased('h'), p, waitsHere)} and ${reads.within(hazardOwners, values)}`;
        const rows = await reads.many<Hazard & { total: number; waitingReason: string | null }>(
          `select h.*, count(*) over () as total, (select x.reason from hazards.extension x where x.county = h.county and x.hazard = h.id
             and x.verdict is null and h.extension_until is not null order by x.asked_at desc limit 1) as waiting_reason
           from hazards.hazard h where h.county = $1 and ${waits}
           order by h.due_order, h.found_at limit 50`,
          values,
        );
        const cmd = commands().find((c) => c.name === g.command);
        const able = rows.filter((h) => cmd && canDo(cmd, actor, h));
        if (rows.length === 0) continue;
        out.push({
          key: g.key,
          title: g.title,
          command: g.command,
          total: Number(rows[0]!.total),
          rows: able.map((h) => ({
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
            extensionReason: h.waitingReason,
            overdueDays: overdueDays(h, today),
            why: whyMine(actor, h),
            can: cansOf(commands(), 'hazard', actor, h),
          })),
        });
      }
      return { today, groups: out };
    },
  });

/** What the moves look at, so that a phone without a signal knows what can be done next. */
const factsOf = (h: Hazard): Record<string, unknown> =>
  Object.fromEntries(loops.columns.map((column) => [column, h[column as keyof Hazard]]));

function whyMine(actor: Actor, h: Hazard): string {
  if (actor.scope === 'town') return '本镇监管';
  if (actor.scope === 'enterprise') return '本企业整改责任';
  if (actor.scope === 'expert') return '请您会诊';
  if (h.heldBy !== 'town') return '已上报，由县局牵头';
  return '重大隐患，由县局督促';
}

/** 已办: what I did, newest first. */
export const doneQuery = query({
  name: 'hazards.done',
  title: '已办',
  input: z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    before: z.string().max(40).optional(),
  }),
  may: [readers],
  async read(reads, given) {
    const values: unknown[] = [reads.actor.county, reads.actor.account || null, given.before ?? null, given.limit];
    const rows = await reads.many(
      `select e.id, e.at, e.command, e.sentence, e.subject_id, h.number, h.enterprise_name, h.state, h.loop
       from kernel.entry e join hazards.hazard h on h.county = e.county and h.id = e.subject_id
       where e.county = $1 and e.account = $2 and e.subject_kind = 'hazard' and ($3::timestamptz is null or e.at < $3::timestamptz)
       and ${reads.within(hazardOwners, values)} order by e.at desc limit $4`,
      values,
    );
    return { rows };
  },
});
