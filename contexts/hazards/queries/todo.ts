import { z } from 'zod';
import { type Actor, query, type Reads, type TodoSource } from '#kernel';
import { doneBy } from '#kernel/server';
import { overdueDays } from '../domain/hazard.rule.ts';
import { enterprisePeople, managers, officers } from '../domain/roles.ts';
import { readers } from '../policy.ts';
import { type Hazard, hazard, hazardOwners } from '../subjects.ts';

/** 待办 groups: the verb, which hazards wait for it, and which command takes them on. */
interface Group {
  key: string;
  title: string;
  command: string;
  roles: readonly string[];
  where: string;
  /** What of it a town does not decide, what its own doer does not: the policy sentence of the command, so that totals are of what one can do. */
  town?: string;
  notMine?: true;
}

const leads = "h.held_by = 'town'";

const groups: readonly Group[] = [
  {
    key: 'extension',
    title: '待审批延期',
    command: 'hazards.grant-extension',
    roles: officers,
    where: "h.state = 'assigned' and h.extension_until is not null",
    town: leads,
  },
  {
    key: 'judge',
    title: '待判定',
    command: 'hazards.judge',
    roles: officers,
    where: "h.state = 'found' and h.loop = 'common'",
    town: leads,
  },
  {
    key: 'assign',
    title: '待派发',
    command: 'hazards.assign',
    roles: officers,
    where: "h.state = 'judged'",
    town: leads,
  },
  {
    key: 'verify',
    title: '待复查',
    command: 'hazards.verify',
    roles: officers,
    where: "h.state = 'rectified' and h.loop = 'common'",
    town: leads,
    notMine: true,
  },
  {
    key: 'close',
    title: '待销号',
    command: 'hazards.close',
    roles: officers,
    where: "h.state = 'verified'",
    town: `${leads} and h.level <> 'major'`,
  },
  {
    key: 'conclude',
    title: '待回复办结',
    command: 'hazards.conclude',
    roles: officers,
    where: "h.state = 'transferred'",
    town: leads,
  },
  {
    key: 'reopen',
    title: '回头看不合格，待重开',
    command: 'hazards.reopen',
    roles: officers,
    where: "h.state = 'closed' and h.look_back_result = 'fail'",
    town: leads,
  },
  {
    key: 'rectify',
    title: '待整改',
    command: 'hazards.rectify',
    roles: managers,
    where: "h.state = 'assigned' and h.loop = 'common'",
  },
  {
    key: 'arrange',
    title: '待安排（自查）',
    command: 'hazards.arrange',
    roles: managers,
    where: "h.state = 'found' and h.loop = 'self'",
  },
  {
    key: 'mend',
    title: '待整改（自查）',
    command: 'hazards.mend',
    roles: enterprisePeople,
    where: "h.state = 'assigned' and h.loop = 'self'",
  },
  {
    key: 'confirm',
    title: '待确认（自查）',
    command: 'hazards.confirm',
    roles: managers,
    where: "h.state = 'rectified' and h.loop = 'self'",
    notMine: true,
  },
  {
    key: 'analysis',
    title: '待会诊',
    command: 'hazards.give-analysis',
    roles: ['expert'],
    where: "h.analysis = 'asked' and h.state not in ('closed', 'transferred')",
  },
];

/** Which hazards of a group wait for this actor. */
function waits(g: Group, reads: Reads, values: unknown[]): string {
  const { actor } = reads;
  const tests = [g.where, reads.within(hazardOwners, values)];
  if (actor.scope === 'county') tests.push("(h.held_by <> 'town' or h.level = 'major')");
  if (actor.scope === 'town' && g.town) tests.push(g.town);
  if (g.notMine) tests.push(`h.rectified_by is distinct from $${values.push(actor.account || null)}::uuid`);
  return tests.join(' and ');
}

/** One group as it stands for the caller; null when nothing waits. At most 50 rows, with the exact count. */
async function waitingUnder(g: Group, reads: Reads) {
  const { actor, today } = reads;
  const values: unknown[] = [actor.county];
  const rows = await reads.many<Hazard & { total: number }>(
    `select h.*, count(*) over () as total from hazards.hazard h where h.county = $1 and ${waits(g, reads, values)}
     order by h.due_order, h.found_at limit 50`,
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
        overdueDays: overdueDays(h, today),
        why: whyMine(actor, h),
        can: reads.can('hazard', h),
      }))
      .filter((row) => row.can.includes(g.command)),
  };
}

/**
 * What waits for me, grouped by verb, overdue first. The county's list is what the county leads (上报到县级的和重大的);
 * the rest of the county is in the ledger.
 */
async function waitingFor(reads: Reads) {
  const mine = groups.filter((g) => g.roles.includes(reads.actor.role));
  const found = await Promise.all(mine.map((g) => waitingUnder(g, reads)));
  return found.filter((group) => group !== null);
}

/** 待办 of hazards alone: what the phone keeps to be read without a signal. */
export const todoQuery = query({
  name: 'hazards.todo',
  title: '隐患待办',
  input: z.strictObject({}),
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
export async function doneOn(reads: Reads, page: { before?: string | undefined; limit: number }) {
  const done = await doneBy(reads, hazard.kind, page);
  const values: unknown[] = [reads.actor.county, [...new Set(done.map((line) => line.subjectId))]];
  const seen = await reads.many<Pick<Hazard, 'id' | 'number' | 'enterpriseName' | 'state' | 'loop'>>(
    `select h.id, h.number, h.enterprise_name, h.state, h.loop from hazards.hazard h
     where h.county = $1 and h.id = any($2::uuid[]) and ${reads.within(hazardOwners, values)}`,
    values,
  );
  const of = new Map(seen.map(({ id, ...row }) => [id, row]));
  // What he may no longer see is left out: the hazard went to another town.
  return done.flatMap((line) => {
    const row = of.get(line.subjectId);
    return row ? [{ ...line, ...row }] : [];
  });
}

/** Hazards on the home (待办、已办). */
export const hazardTodos: TodoSource = { name: 'hazards', may: [readers], waiting: waitingFor, done: doneOn };
