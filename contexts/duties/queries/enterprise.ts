import { z } from 'zod';
import { addDays, type Day, query, type Reads, type Refused, refuse, roleMay } from '#kernel';
import { obligationsOf } from '#law-catalogue';
import { enterprise } from '#registry';
import { type Profile, whyApplies } from '../domain/applies.rule.ts';
import { daysLate, timeOf } from '../domain/time.rule.ts';
import { own, readers, tellers } from '../policy.ts';
import { profileWords } from '../profile-words.ts';
import { owedRow } from '../row-schemas.ts';
import { type Owed, owed, owedOwners } from '../subjects.ts';
import { periodOf } from './ledger.ts';
import { timeShown } from './record.ts';

const line = owedRow
  .pick({
    id: true,
    version: true,
    obligation: true,
    title: true,
    what: true,
    why: true,
    cites: true,
    checked: true,
    ownerName: true,
    owedBy: true,
    periodFrom: true,
    periodTo: true,
    opensOn: true,
    dueOn: true,
    state: true,
    loop: true,
    firstOn: true,
    redoBy: true,
  })
  .extend({ ...timeShown, can: z.array(z.string()) });

const occasion = z.strictObject({
  id: z.string(),
  title: z.string(),
  occasion: z.string(),
  owes: z.string(),
  why: z.string(),
  told: z.int().meta({ description: '已登记的起因数；0 表示平台还不知道何时到期' }),
});

/** Days of what is owed that a page of one enterprise shows at once. */
const MOST_DAYS = 400;

const span = { from: z.iso.date().optional(), to: z.iso.date().optional() };
type Span = { from?: string | undefined; to?: string | undefined };
const answer = z.strictObject({
  today: z.string(),
  enterprise: z.uuid(),
  rows: z.array(line),
  occasions: z.array(occasion),
  canTell: z.boolean(),
});

/**
 * What an enterprise owes between two days (应办事项), of whoever asks for his own or one he sees; and the occasions the platform cannot know
 * of, with how many were told. Open ones due earlier come along.
 */
export const ofEnterpriseQuery = query({
  name: 'duties.of-enterprise',
  title: '企业的应办事项',
  input: z.strictObject({ enterprise: z.uuid(), ...span }),
  answer,
  may: [readers],
  read: (reads, given) => owedBy(reads, given.enterprise, given),
});

/** The same of my own enterprise. */
export const mineQuery = query({
  name: 'duties.mine',
  title: '本企业的应办事项',
  input: z.strictObject(span),
  answer,
  may: [own],
  read: (reads, given) => owedBy(reads, reads.actor.enterprise, given),
});

async function owedBy(reads: Reads, id: string | null, given: Span): Promise<z.output<typeof answer> | Refused> {
  const firm = id ? await reads.get(enterprise, id) : null;
  if (!firm) return refuse('NOT_FOUND', '没有找到这家企业，或它不在您的范围内');
  const today = reads.today as Day;
  const from = (given.from ?? addDays(today, -92)) as Day;
  const to = (given.to ?? addDays(today, 184)) as Day;
  if (to < from || addDays(from, MOST_DAYS) < to)
    return refuse('INVALID', `起止日应在 ${MOST_DAYS} 天以内，止日不早于起日`, {
      places: [{ place: 'to', value: to, allowed: `${from} 至 ${addDays(from, MOST_DAYS)}`, message: '起止日不对' }],
    });
  const values: unknown[] = [reads.actor.county, firm.id, from, to];
  const seen = reads.within(owedOwners, values);
  const told: unknown[] = [reads.actor.county, firm.id];
  const seenToo = reads.within(owedOwners, told);
  const [rows, counts] = await Promise.all([
    reads.many<Owed>(
      `select o.* from duties.owed o where o.county = $1 and o.enterprise = $2 and ${seen}
         and (o.due_on between $3::date and $4::date or (o.due_on < $3::date and o.state in ('owed', 'returned', 'handed-in')))
       order by o.due_on, o.title, o.id limit 1000`,
      values,
    ),
    reads.many<{ obligation: string; n: number }>(
      `select o.obligation, count(*)::int as n from duties.owed o where o.county = $1 and o.enterprise = $2 and ${seenToo} group by 1`,
      told,
    ),
  ]);
  const n = new Map(counts.map((one) => [one.obligation, one.n]));
  const profile: Profile = { ...firm, removed: firm.removedAt !== null };
  return {
    today,
    enterprise: firm.id,
    rows: rows.map((o) => ({
      id: o.id,
      version: o.version,
      obligation: o.obligation,
      title: o.title,
      what: o.what,
      why: o.why,
      cites: o.cites,
      checked: o.checked,
      ownerName: o.ownerName,
      owedBy: o.owedBy,
      periodFrom: o.periodFrom,
      periodTo: o.periodTo,
      opensOn: o.opensOn,
      dueOn: o.dueOn,
      state: o.state,
      loop: o.loop,
      firstOn: o.firstOn,
      redoBy: o.redoBy,
      period: periodOf(o),
      time: timeOf(o, today),
      late: daysLate(o, today),
      can: reads.can(owed.kind, o),
    })),
    occasions: obligationsOf(reads.actor.county).flatMap((o) => {
      const why = o.occasion === null ? null : whyApplies(o.when, profile, profileWords);
      if (why === null || o.occasion === null) return [];
      return [{ id: o.id, title: o.title, occasion: o.occasion, owes: o.owes, why, told: n.get(o.id) ?? 0 }];
    }),
    canTell: roleMay([tellers], reads.actor),
  };
}
