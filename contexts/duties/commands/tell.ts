import { z } from 'zod';
import { type Act, addMonths, command, type Day, dayInReach, isRefused, type Refused, refuse } from '#kernel';
import { type Obligation, obligationsOf } from '#law-catalogue';
import { enterprise, person } from '#registry';
import { whyApplies } from '../domain/applies.rule.ts';
import { dueAfter } from '../due.ts';
import { isThere, type Owner, rowOf } from '../mint.ts';
import { tellers } from '../policy.ts';
import { profileWords } from '../profile-words.ts';
import { owed } from '../subjects.ts';

/** Most months an occasion may lie ahead: a licence is good for some years, a day in 2099 is a slip of the pen. */
const MOST_MONTHS_AHEAD = 120;

const wrong = (place: string, value: unknown, allowed: string, message: string): Refused =>
  refuse('INVALID', message, { places: [{ place, value, allowed, message }] });

/** Who owes it: the enterprise, or the person of it who is named. */
async function ownerOf(
  act: Act,
  obligation: Obligation,
  given: { enterprise: string; person?: string | null | undefined },
): Promise<(Owner & { why: string }) | Refused> {
  const firm = await act.get(enterprise, given.enterprise);
  if (!firm) return refuse('NOT_FOUND', '没有找到这家企业，或它不在您的范围内');
  const why = whyApplies(obligation.when, { ...firm, removed: firm.removedAt !== null }, profileWords);
  if (why === null)
    return wrong(
      'obligation',
      obligation.id,
      '对这家企业适用的事项',
      `“${obligation.title}”对${firm.name}现在的情况不适用`,
    );
  const of = { enterprise: firm.id, enterpriseName: firm.name, town: firm.town, why };
  if (obligation.owes === 'enterprise') return { owedBy: 'enterprise', owner: firm.id, ownerName: firm.name, ...of };
  const one = given.person ? await act.get(person, given.person) : null;
  if (!one || one.enterprise !== firm.id)
    return wrong('person', given.person ?? null, '本企业登记的人员', `“${obligation.title}”要写明是哪一位人员`);
  if (one.leftOn !== null) return wrong('person', one.name, '在岗人员', `${one.name}已于 ${one.leftOn} 离岗`);
  return { owedBy: 'person', owner: one.id, ownerName: one.name, person: one.id, ...of };
}

/** 登记起因: something happened from which a duty's clock runs (预案公布、任职、许可证期满 …). */
export const tellOccasion = command({
  name: 'duties.tell-occasion',
  title: '登记起因',
  input: z.strictObject({
    obligation: z.string().max(80).meta({ title: '事项' }),
    enterprise: z.uuid().meta({ title: '企业' }),
    person: z.uuid().nullish().meta({ title: '人员' }),
    on: dayInReach().meta({ title: '起因日' }),
    about: z.string().trim().max(100, '说明最多 100 字').default('').meta({ title: '说明' }),
  }),
  answer: z.strictObject({ id: z.uuid(), dueOn: z.string() }),
  may: [tellers],
  async handle(act, given) {
    const { county } = act.actor;
    const obligation = obligationsOf(county).find((one) => one.id === given.obligation && one.occasion !== null);
    if (!obligation) return wrong('obligation', given.obligation, '由起因引起的应办事项', '没有这个由起因引起的事项');
    const most = addMonths(act.today as Day, MOST_MONTHS_AHEAD);
    if (given.on > most) return wrong('on', given.on, `不晚于 ${most}`, `起因日 ${given.on} 过于久远`);
    const owner = await ownerOf(act, obligation, given);
    if (isRefused(owner)) return owner;
    const on = given.on as Day;
    const dueOn = dueAfter(obligation, on, county);
    if (!dueOn) return wrong('on', on, '有收录规定的日子', `${on} 的规定没有收录，不能计算“${obligation.title}”的期限`);
    const { about } = given;
    if (await isThere(act, { obligation: obligation.id, owner: owner.owner, about, periodFrom: on }))
      return refuse('TAKEN', `${on} 的“${obligation.occasion}”已经登记${given.about ? `（${given.about}）` : ''}`, {
        places: [{ place: 'on', value: on, allowed: '尚未登记的起因', message: '已经登记' }],
      });
    const { why, ...of } = owner;
    const span = on <= dueOn ? { first: on, last: dueOn } : { first: on, last: on };
    const today = act.today as Day;
    const id = act.create(
      owed,
      rowOf(obligation, of, { ...span, opensOn: [today, dueOn].sort()[0]!, dueOn, appliesOn: today, why }, given.about),
    );
    act.about(owed.kind, id);
    act.note(
      `登记起因：${obligation.occasion} ${on}${given.about ? ` ${given.about}` : ''}，${obligation.title}到 ${dueOn}`,
    );
    return { id, dueOn };
  },
});
