import {
  add,
  type Checked,
  compare,
  type Day,
  type Exact,
  exact,
  exactText,
  mul,
  type Refused,
  refuse,
  sub,
  weakest,
} from '#kernel';
import type { Circumstance, DiscretionModel } from '../../domain/enforcement.ts';
import type { TierKey } from '../../domain/files-penalty.ts';
import type { Law } from '../../domain/law.ts';
import { countyOf, localOn } from '../../domain/local.rule.ts';
import { refuseAt, wrong } from '../asking.ts';
import type { Ruling, Working } from '../rule.ts';
import type { AskedFine } from './facts.ts';
import { bandText, yuanText } from './fine.ts';
import { flagsOf } from './flags.ts';
import { isPlaces, type PenaltyRange, rangeOf } from './range.ts';
import { type FoundTier, tierFor, tierWorking } from './tier.ts';

export interface AskedProposal extends AskedFine {
  scope?: 'mine' | 'industrial-trade' | undefined;
  counts: Partial<Record<TierKey, number>>;
  circumstances: readonly { id: string; mitigate?: boolean | undefined; evidence?: string | undefined }[];
  county?: string | undefined;
}

/** What `penalty.propose` answers. `amount_yuan` is null where only the band can be given. A person decides. */
export interface Proposal {
  outcome: 'fine' | 'band-only' | 'no-penalty' | 'may-exempt';
  amount_yuan: number | null;
  min_yuan: number;
  max_yuan: number;
  tier: { benchmark: string; tier: string; condition: string; min_yuan: number; max_yuan: number } | null;
  /** Place inside the tier: 0 its floor, 1 its ceiling; below the statutory floor the share of that floor. Exact text. */
  multiplier: string | null;
  reasons: readonly string[];
  /** Steps of procedure the proposal calls for: hearing, collective discussion … */
  procedure: readonly string[];
  other: readonly string[];
  provisionId: string;
  provision: string;
}

interface Weighed {
  found: { circumstance: Circumstance; mitigate: boolean; evidence: string | undefined }[];
  workings: Working[];
}

function weighed(asked: AskedProposal, law: Law, decided: Day): Weighed | Refused {
  const found: Weighed['found'] = [];
  for (const [i, { id, mitigate = false, evidence }] of asked.circumstances.entries()) {
    const circumstance = law.circumstances.get(id);
    const there = [...law.circumstances.values()].filter(
      (each) => each.from <= decided && (each.to === null || decided <= each.to),
    );
    const place = `circumstances.${i}`;
    if (!circumstance || !there.includes(circumstance)) {
      const allowed = there.map((each) => `${each.id}（${each.title}）`).join('、');
      return refuseAt([
        wrong(
          `${place}.id`,
          id,
          allowed,
          circumstance
            ? `情节“${circumstance.title}”的依据（${circumstance.cite}）在 ${decided} 不适用`
            : `没有情节“${id}”，可用的有：${allowed}`,
        ),
      ]);
    }
    if (mitigate && circumstance.effect !== 'lighten-or-mitigate') {
      return refuseAt([
        wrong(
          `${place}.mitigate`,
          true,
          '只用于应当从轻或者减轻的情节',
          `“${circumstance.title}”不是减轻处罚的法定情节`,
        ),
      ]);
    }
    if (found.some((each) => each.circumstance.id === id))
      return refuseAt([wrong(`${place}.id`, id, '不重复', `情节“${circumstance.title}”重复`)]);
    found.push({ circumstance, mitigate, evidence });
  }
  const word = ({ circumstance, mitigate }: Weighed['found'][number]) =>
    ({
      'must-exempt': '应当不予处罚',
      'may-exempt': '可以不予处罚',
      'lighten-or-mitigate': mitigate ? '减轻' : '从轻',
      'may-lighten': '从轻',
      aggravate: '从重',
    })[circumstance.effect];
  const workings = found.map(
    (each): Working => ({
      say: `情节：${each.circumstance.title}，${word(each)}${each.evidence ? `（证据：${each.evidence}）` : '（没有写证据）'}`,
      cite: each.circumstance.cite,
    }),
  );
  return { found, workings };
}

const clamp = (x: Exact): Exact => (compare(x, 0) < 0 ? exact(0) : compare(x, 1) > 0 ? exact(1) : x);
const whole = (x: Exact) => Number(x.n / x.d);

/** Where in the tier: the model's middle, a step down for each lighter circumstance and up for each graver one. */
function placed(
  model: DiscretionModel,
  { found }: Weighed,
  tier: { min: number; max: number },
  band: PenaltyRange,
): { amount: Exact; multiplier: Exact; workings: Working[] } {
  const lighter = found.filter(
    ({ circumstance }) => circumstance.effect === 'lighten-or-mitigate' || circumstance.effect === 'may-lighten',
  ).length;
  const graver = found.filter(({ circumstance }) => circumstance.effect === 'aggravate').length;
  const cite = model.basis;
  if (found.some(({ mitigate }) => mitigate) && graver === 0 && band.min_yuan > 0) {
    const amount = mul(band.min_yuan, model.mitigate);
    const workings = [
      {
        say: `减轻：法定下限 ${yuanText(band.min_yuan)} × ${model.mitigate}，低于法定下限，须集体讨论`,
        value: exactText(amount),
        cite,
      },
    ];
    return { amount, multiplier: exact(model.mitigate), workings };
  }
  const multiplier = clamp(add(sub(model.position, mul(model.lighten, lighter)), mul(model.aggravate, graver)));
  const amount = add(tier.min, mul(sub(tier.max, tier.min), multiplier));
  const step = `${model.position}${lighter > 0 ? ` − ${model.lighten}×${lighter}` : ''}${graver > 0 ? ` + ${model.aggravate}×${graver}` : ''}`;
  return {
    amount,
    multiplier,
    workings: [
      { say: `阶次内落点：${step}，在 0 到 1 之间`, value: exactText(multiplier), cite },
      {
        say: `${yuanText(tier.min)} +（${yuanText(tier.max)} − ${yuanText(tier.min)}）× ${exactText(multiplier)}`,
        value: exactText(amount),
        cite,
      },
    ],
  };
}

/** Why a tier cannot carry a proposal: not verified, or at odds with the statute. */
function unusable(
  { tier, benchmark }: FoundTier,
  band: PenaltyRange,
  bands: { min: number; max: number } | undefined,
): string | null {
  if (!bands) return `${benchmark.cite}这一阶次没有对此对象、此阶段的幅度，只给出法定幅度`;
  if (tier.anomaly) return `${benchmark.cite}这一阶次不能直接采用（${tier.anomaly}），只给出法定幅度`;
  if (tier.checked !== 'verified') return `${benchmark.cite}这一阶次待核实，只给出法定幅度`;
  if (bands.min < band.min_yuan || bands.max > band.max_yuan)
    return `${benchmark.cite}这一阶次超出法定幅度，只给出法定幅度`;
  return null;
}

/** How `penalty.propose` is reckoned: the band, the tier of the day of decision, the circumstances, the place inside the tier. */
export function proposeFine(asked: AskedProposal, law: Law, on: Day): Ruling<Proposal> | Refused {
  const decided = asked.facts.decidedOn ?? on;
  const range = rangeOf(asked, law, on);
  if ('refused' in range) return range;
  const band = range.result;
  const county = countyOf(law, asked.county);
  const circumstances = weighed(asked, law, decided);
  if ('refused' in circumstances) return circumstances;
  const common = {
    min_yuan: band.min_yuan,
    max_yuan: band.max_yuan,
    other: band.other,
    provisionId: band.provisionId,
    provision: band.provision,
  };
  const exempt = circumstances.found.find(
    ({ circumstance }) => circumstance.effect === 'must-exempt' || circumstance.effect === 'may-exempt',
  );
  const marks: Checked[] = [range.checked, ...circumstances.found.map(({ circumstance }) => circumstance.checked)];
  const answer = (
    part: Pick<Proposal, 'outcome' | 'amount_yuan' | 'tier' | 'multiplier' | 'reasons'>,
    more: readonly Working[],
    cites: readonly string[],
    marked: readonly Checked[],
  ): Ruling<Proposal> => {
    const flags = flagsOf(law, decided, {
      amount: part.amount_yuan ?? (part.outcome === 'no-penalty' ? 0 : band.max_yuan),
      person: asked.subject !== 'enterprise' && asked.subject !== 'agency',
      measures: band.other,
      mitigated: circumstances.found.some(({ mitigate }) => mitigate),
    });
    return {
      result: {
        ...common,
        ...part,
        procedure: part.outcome === 'no-penalty' ? ['出具不予行政处罚决定书，留存教育记录'] : flags.says,
      },
      workings: [
        ...range.workings,
        ...circumstances.workings,
        ...more,
        ...(part.outcome === 'no-penalty' ? [] : flags.workings),
      ],
      cites: [...new Set([...range.cites, ...circumstances.workings.flatMap((each) => each.cite ?? []), ...cites])],
      checked: weakest([...marks, ...marked]),
    };
  };
  if (exempt) {
    const must = exempt.circumstance.effect === 'must-exempt';
    const say = `${exempt.circumstance.title}：${must ? '应当不予处罚' : '可以不予处罚，由人决定'}`;
    const none = { amount_yuan: must ? 0 : null, tier: null, multiplier: null, reasons: [say] };
    return answer(
      { outcome: must ? 'no-penalty' : 'may-exempt', ...none },
      [{ say, cite: exempt.circumstance.cite }],
      [],
      [],
    );
  }
  const none = { amount_yuan: null, tier: null, multiplier: null };
  if (!band.fined) return answer({ outcome: 'band-only', ...none, reasons: ['这一阶段对此对象没有罚款'] }, [], [], []);
  const tier = tierFor(law, {
    provision: band.provisionId,
    decided,
    county,
    scope: asked.scope,
    counts: asked.counts,
    facts: asked.facts,
  });
  if (isPlaces(tier))
    return refuse('INCOMPLETE', tier[0]?.message, { places: tier, missing: tier.map((each) => each.place) });
  if ('reason' in tier)
    return answer({ outcome: 'band-only', ...none, reasons: [tier.reason] }, [{ say: tier.reason }], [], []);
  const bands = tier.tier.bands.find((each) => each.stage === asked.stage && each.on === asked.subject);
  const shownTier = bands
    ? {
        benchmark: tier.benchmark.id,
        tier: tier.tier.tier,
        condition: tier.tier.condition,
        min_yuan: bands.min,
        max_yuan: bands.max,
      }
    : null;
  const steps: Working[] = [
    tierWorking(tier),
    ...(bands ? [{ say: `阶次幅度 ${bandText(bands.min, bands.max)}`, cite: tier.benchmark.cite }] : []),
  ];
  const fault = unusable(tier, band, bands);
  if (fault || !bands)
    return answer(
      { outcome: 'band-only', ...none, tier: shownTier, reasons: [fault ?? ''] },
      [...steps, { say: fault ?? '', cite: tier.benchmark.cite }],
      [tier.benchmark.cite],
      [tier.tier.checked],
    );
  const model = localOn(law.discretionModels, county, decided);
  if (!model)
    return answer(
      { outcome: 'band-only', ...none, tier: shownTier, reasons: ['没有收录阶次内落点的办法'] },
      steps,
      [tier.benchmark.cite],
      [],
    );
  const place = placed(model, circumstances, bands, band);
  const amount = whole(place.amount);
  const reasons = [
    `按${tier.benchmark.cite}${tier.tier.tier}档提出，供审核，不代替决定`,
    ...(model.checked === 'verified' ? [] : [`阶次内落点为${model.basis}，待核实`]),
  ];
  return answer(
    { outcome: 'fine', amount_yuan: amount, tier: shownTier, multiplier: exactText(place.multiplier), reasons },
    [...steps, ...place.workings, { say: '建议罚款（不足一元的部分舍去）', value: String(amount) }],
    [tier.benchmark.cite],
    [tier.tier.checked, model.checked],
  );
}
