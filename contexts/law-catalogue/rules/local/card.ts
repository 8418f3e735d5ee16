import { addDays, addMonths, BeforeFloor, type Day, type Refused } from '#kernel';
import type { CardRule } from '../../domain/enforcement.ts';
import type { Law } from '../../domain/law.ts';
import { countyOf, floorOf, localOn } from '../../domain/local.rule.ts';
import { refuseAt, wrong } from '../asking.ts';
import type { Ruling, Working } from '../rule.ts';

export interface AskedCard {
  events: readonly { reason: string; on: Day; evidence?: string | undefined }[];
  cards: readonly { card: 'yellow' | 'red'; on: Day }[];
  county?: string | undefined;
}

/** What `card.propose` answers. A person decides, after the enterprise was heard. */
export interface CardProposal {
  card: 'yellow' | 'red' | null;
  title: string | null;
  reasons: readonly { id: string; title: string; on: readonly Day[] }[];
  from: Day | null;
  /** The day from which removal may be asked for; never ends by itself. */
  due: Day | null;
  limits: readonly string[];
  rule: string;
}

/** Events of one reason still counted on a day. */
function counted({ months }: CardRule['reasons'][number], on: Day, days: readonly Day[]): Day[] {
  const first = addMonths(on, -months);
  return days.filter((each) => each > first && each <= on).toSorted();
}

function faultOf(asked: AskedCard, rule: CardRule, on: Day): Refused | null {
  for (const [i, { reason, on: day }] of asked.events.entries()) {
    if (!rule.reasons.some((each) => each.id === reason)) {
      const allowed = rule.reasons.map((each) => `${each.id}（${each.title}）`).join('、');
      return refuseAt([wrong(`events.${i}.reason`, reason, allowed, `没有情形“${reason}”，可用的有：${allowed}`)]);
    }
    if (day > on) return refuseAt([wrong(`events.${i}.on`, day, `${on} 及以前`, `情形发生于 ${day}，晚于 ${on}`)]);
  }
  const late = asked.cards.findIndex((each) => each.on > on);
  if (late < 0) return null;
  return refuseAt([
    wrong(
      `cards.${late}.on`,
      asked.cards[late]?.on,
      `${on} 及以前`,
      `此前挂牌的日期 ${asked.cards[late]?.on} 晚于 ${on}`,
    ),
  ]);
}

/** How `card.propose` is reckoned: every reason that holds on the day; red over yellow; so many yellow ones become red. */
export function proposeCard(asked: AskedCard, law: Law, on: Day): Ruling<CardProposal> | Refused {
  const county = countyOf(law, asked.county);
  const rule = localOn(law.cardRules, county, on);
  if (!rule) throw new BeforeFloor(on, floorOf(law.cardRules, county));
  const fault = faultOf(asked, rule, on);
  if (fault) return fault;
  const workings: Working[] = [
    {
      say: `${on} 适用的红黄牌办法：${rule.county ? `县 ${rule.county} 的办法` : '平台设计方案'} ${rule.id}`,
      cite: rule.basis,
    },
  ];
  const holding = rule.reasons.flatMap((reason) => {
    const days = counted(
      reason,
      on,
      asked.events.filter((each) => each.reason === reason.id).map((each) => each.on),
    );
    if (days.length === 0) return [];
    const holds = days.length >= reason.count;
    workings.push({
      say: `${reason.title}：${reason.months} 个月内 ${days.length} 次（${days.join('、')}），${reason.count} 次起挂${reason.card === 'red' ? '红' : '黄'}牌，${holds ? '成立' : '未到'}`,
      value: String(days.length),
      cite: rule.basis,
    });
    return holds ? [{ ...reason, on: days }] : [];
  });
  let card: 'yellow' | 'red' | null = holding.some((each) => each.card === 'red')
    ? 'red'
    : holding.length > 0
      ? 'yellow'
      : null;
  const { escalate } = rule;
  if (card === 'yellow' && escalate) {
    const before = asked.cards.filter(
      (each) => each.card === escalate.card && each.on > addMonths(on, -escalate.months),
    );
    const holds = before.length + 1 >= escalate.count;
    workings.push({
      say: `${escalate.months} 个月内已有黄牌 ${before.length} 次，加本次 ${before.length + 1} 次，${escalate.count} 次升为红牌，${holds ? '成立' : '未到'}`,
      value: String(before.length + 1),
      cite: rule.basis,
    });
    if (holds) card = 'red';
  }
  workings.push({
    say: card
      ? `建议${rule.cards[card].title}，${rule.cards[card].days} 日后可以申请摘牌`
      : '没有成立的情形，不建议挂牌',
    cite: rule.basis,
  });
  return {
    result: {
      card,
      title: card ? rule.cards[card].title : null,
      reasons: holding.map(({ id, title, on: days }) => ({ id, title, on: days })),
      from: card ? on : null,
      due: card ? addDays(on, rule.cards[card].days) : null,
      limits: card ? rule.limits : [],
      rule: rule.id,
    },
    workings,
    cites: [rule.basis],
    checked: rule.checked,
  };
}
