import type { Day, Place } from '#kernel';
import type { Benchmark, Tier } from '../../domain/enforcement.ts';
import { type TierKey, tierKeyWords } from '../../domain/files-penalty.ts';
import type { Law } from '../../domain/law.ts';
import { accidentWords } from '../../domain/penalty.ts';
import { wrong } from '../asking.ts';
import type { Working } from '../rule.ts';
import type { Facts } from './facts.ts';

/** The benchmark tier a case falls in; a reason when none can be used. */
export interface FoundTier {
  benchmark: Benchmark;
  item: Benchmark['items'][number];
  tier: Tier;
}

const level = { county: 0, province: 1, nation: 2 } as const;

/** Benchmarks with an item on a provision, in force on the day of decision, nearest to the county first (县、省、国家). */
function itemsFor(
  law: Law,
  provision: string,
  decided: Day,
  county: string | null,
  scope: 'mine' | 'industrial-trade' | undefined,
) {
  return law.benchmarks
    .filter(
      (each) =>
        each.from <= decided &&
        (each.to === null || decided <= each.to) &&
        (each.county === null || each.county === county),
    )
    .toSorted((a, b) => level[a.level] - level[b.level])
    .flatMap((benchmark) =>
      benchmark.items.filter((item) => item.provision === provision).map((item) => ({ benchmark, item })),
    )
    .filter(({ benchmark }) => scope === undefined || !benchmark.excludes.includes(scope));
}

function reachedTier(tiers: readonly Tier[], facts: Facts): Tier | null {
  const { deaths = 0, seriousInjuries = 0, loss_yuan = 0 } = facts;
  const reached = tiers.filter(({ reach }) => {
    if (reach === null) return false;
    const none = reach.deaths === 0 && reach.seriousInjuries === 0 && reach.loss_yuan === 0;
    return none || deaths >= reach.deaths || seriousInjuries >= reach.seriousInjuries || loss_yuan >= reach.loss_yuan;
  });
  return reached.at(-1) ?? null;
}

/** For which provision and case, and on which day, a tier is looked for. */
export interface AskedTier {
  provision: string;
  on: Day;
  county: string | null;
  scope: 'mine' | 'industrial-trade' | undefined;
  counts: Partial<Record<TierKey, number>>;
  facts: Facts;
}

/** Looks for the tier: found, or the reason (no benchmark, no tier), or the places of what must be known first. */
export function tierFor(law: Law, asked: AskedTier): FoundTier | { reason: string } | Place[] {
  const [first] = itemsFor(law, asked.provision, asked.on, asked.county, asked.scope);
  if (!first)
    return {
      reason: `${asked.on} 没有收录适用的裁量基准${asked.scope === 'mine' && asked.on >= '2024-11-01' ? '（国家基准不适用于矿山）' : ''}，只给出法定幅度`,
    };
  const { benchmark, item } = first;
  if (benchmark.excludes.length > 0 && asked.scope === undefined) {
    const message = `${benchmark.cite}不适用于矿山，应写明 scope：mine（矿山）或 industrial-trade（工贸）`;
    return [wrong('scope', undefined, 'mine、industrial-trade', message)];
  }
  if (item.by === 'accident') {
    const tier = reachedTier(item.tiers, asked.facts);
    if (
      asked.facts.deaths === undefined &&
      asked.facts.seriousInjuries === undefined &&
      asked.facts.loss_yuan === undefined
    ) {
      return [
        wrong(
          'facts.deaths',
          undefined,
          '死亡、重伤人数和直接经济损失',
          `${benchmark.cite}按伤亡和损失分档，缺少 facts.deaths、seriousInjuries、loss_yuan`,
        ),
      ];
    }
    const { accident } = asked.facts;
    if (accident !== undefined && tier?.bands.every(({ when }) => when.accident !== accident)) {
      const message = `所填伤亡和损失达不到${accidentWords[accident]}，使事故成为${accidentWords[accident]}的数字没有填写`;
      const names = ['deaths', 'seriousInjuries', 'loss_yuan'] as const;
      const empty = names.find((each) => asked.facts[each] === undefined) ?? 'deaths';
      return [wrong(`facts.${empty}`, asked.facts[empty], '死亡、重伤人数和直接经济损失', message)];
    }
    return tier ? { benchmark, item, tier } : { reason: `${benchmark.cite}没有对应的阶次，只给出法定幅度` };
  }
  const count = item.by === 'illegalGain_yuan' ? asked.facts.illegalGain_yuan : asked.counts[item.by];
  if (count === undefined) {
    const place = item.by === 'illegalGain_yuan' ? 'facts.illegalGain_yuan' : `counts.${item.by}`;
    return [
      wrong(
        place,
        undefined,
        tierKeyWords[item.by],
        `${benchmark.cite}按“${tierKeyWords[item.by]}”分档，缺少 ${place}`,
      ),
    ];
  }
  const tier = item.tiers.find(
    (each) => (each.from === null || count >= each.from) && (each.below === null || count < each.below),
  );
  return tier
    ? { benchmark, item, tier }
    : { reason: `${benchmark.cite}没有收录 ${tierKeyWords[item.by]} ${count} 的阶次，只给出法定幅度` };
}

export function tierWorking({ benchmark, item, tier }: FoundTier): Working {
  return {
    say: `${benchmark.title}${item.number ? `第 ${item.number} 项` : ''}，${tier.tier} 档：${tier.condition}`,
    cite: benchmark.cite,
  };
}
