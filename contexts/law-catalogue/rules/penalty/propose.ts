import { type Checked, type Day, exactText, type Refused, refuse, weakest } from '#kernel';
import type { TierKey } from '../../domain/files-penalty.ts';
import type { Law } from '../../domain/law.ts';
import { countyOf, localOn } from '../../domain/local.rule.ts';
import type { Ruling, Working } from '../rule.ts';
import { isPlaces } from './applied.ts';
import type { AskedFine } from './facts.ts';
import { bandText } from './fine.ts';
import { flagsOf } from './flags.ts';
import { tierOver } from './lighter-tier.ts';
import { type PenaltyRange, rangeOf } from './range.ts';
import { type FoundTier, tierWorking } from './tier.ts';
import { type NamedCircumstance, placed, type Weighed, weighed } from './weigh.ts';

export interface AskedProposal extends AskedFine {
  scope?: 'mine' | 'industrial-trade' | undefined;
  counts: Partial<Record<TierKey, number>>;
  circumstances: readonly NamedCircumstance[];
  county?: string | undefined;
}

/** What `penalty.propose` answers. `amount_yuan` is null where only the band can be given and where nothing is fined: 0 元不是罚款. A person decides. */
export interface Proposal {
  outcome: 'fine' | 'no-fine' | 'band-only' | 'no-penalty' | 'may-exempt';
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

/** One part of the answer: what it says, how, on what it rests, how far that was checked. */
interface Part {
  says: Pick<Proposal, 'outcome' | 'amount_yuan' | 'tier' | 'multiplier' | 'reasons'>;
  workings: readonly Working[];
  cites: readonly string[];
  marks: readonly Checked[];
}

const nothing = { amount_yuan: null, tier: null, multiplier: null };
const only = (reason: string, more: Partial<Part> = {}): Part => ({
  says: { outcome: 'band-only', ...nothing, reasons: [reason] },
  workings: [{ say: reason }],
  cites: [],
  marks: [],
  ...more,
});

/** The exemption among the circumstances, when there is one. */
function exempted({ found }: Weighed): Part | null {
  const exempt = found.find(({ circumstance: { effect } }) => effect === 'must-exempt' || effect === 'may-exempt');
  if (!exempt) return null;
  const must = exempt.circumstance.effect === 'must-exempt';
  const say = `${exempt.circumstance.title}：${must ? '应当不予处罚' : '可以不予处罚，由人决定'}`;
  const outcome = must ? 'no-penalty' : 'may-exempt';
  const says = { outcome, ...nothing, reasons: [say] } as const;
  return { says, workings: [{ say, cite: exempt.circumstance.cite }], cites: [], marks: [] };
}

/** The amount inside the tier, or why only the band is given. */
function within(
  asked: AskedProposal,
  band: PenaltyRange,
  found: FoundTier,
  circumstances: Weighed,
  law: Law,
  decided: Day,
): Part {
  const { tier, benchmark } = found;
  const cites = [benchmark.cite];
  const bands = tier.bands.find((each) => each.stage === asked.stage && each.on === asked.subject);
  const shown = bands
    ? { benchmark: benchmark.id, tier: tier.tier, condition: tier.condition, min_yuan: bands.min, max_yuan: bands.max }
    : null;
  const steps: Working[] = [tierWorking(found)];
  if (bands) steps.push({ say: `阶次幅度 ${bandText(bands.min, bands.max)}`, cite: benchmark.cite });
  const model = localOn(law.discretionModels, countyOf(law, asked.county), decided);
  const fault = unusable(found, band, bands) ?? (model ? null : '没有收录阶次内落点的办法，只给出法定幅度');
  if (fault !== null || !bands || !model) {
    const says = { outcome: 'band-only', ...nothing, tier: shown, reasons: [fault ?? ''] } as const;
    return { says, workings: [...steps, { say: fault ?? '', cite: benchmark.cite }], cites, marks: [tier.checked] };
  }
  const place = placed(model, circumstances, bands, band);
  const amount = Number(place.amount.n / place.amount.d);
  const reasons = [`按${benchmark.cite}${tier.tier}档提出，供审核，不代替决定`];
  if (model.checked !== 'verified') reasons.push(`阶次内落点为${model.basis}，待核实`);
  if (amount === 0) {
    const say = '从轻以后落在 0 元：0 元不是罚款，只责令改正、警告还是依法不予处罚，由人决定';
    return {
      says: {
        outcome: 'no-fine',
        ...nothing,
        tier: shown,
        multiplier: exactText(place.multiplier),
        reasons: [say, ...reasons],
      },
      workings: [...steps, ...place.workings, { say, cite: benchmark.cite }],
      cites,
      marks: [tier.checked, model.checked],
    };
  }
  return {
    says: { outcome: 'fine', amount_yuan: amount, tier: shown, multiplier: exactText(place.multiplier), reasons },
    workings: [...steps, ...place.workings, { say: '建议罚款（不足一元的部分舍去）', value: String(amount) }],
    cites,
    marks: [tier.checked, model.checked],
  };
}

/** What the law and the benchmark say of the case: an exemption, an amount, or the band alone. */
function partOf(
  asked: AskedProposal,
  band: PenaltyRange,
  circumstances: Weighed,
  law: Law,
  decided: Day,
): Part | Refused {
  const exempt = exempted(circumstances);
  if (exempt) return exempt;
  if (!band.fined) return only('这一阶段对此对象没有罚款');
  const { scope, counts, facts } = asked;
  const days = { act: facts.actEndedOn ?? decided, decided };
  const asking = { provision: band.provisionId, county: countyOf(law, asked.county), scope, counts, facts };
  const chosen = tierOver(law, asking, asked, { min: band.min_yuan, max: band.max_yuan }, days);
  if (isPlaces(chosen))
    return refuse('INCOMPLETE', chosen[0]?.message, { places: chosen, missing: chosen.map((each) => each.place) });
  const { found, workings } = chosen;
  const part = 'reason' in found ? only(found.reason) : within(asked, band, found, circumstances, law, decided);
  return {
    ...part,
    workings: [...workings, ...part.workings],
    cites: [...workings.flatMap((each) => each.cite ?? []), ...part.cites],
  };
}

/** How `penalty.propose` is reckoned: the band, the tier of the day of decision, the circumstances, the place inside the tier. */
export function proposeFine(asked: AskedProposal, law: Law, on: Day): Ruling<Proposal> | Refused {
  const decided = asked.facts.decidedOn ?? on;
  const range = rangeOf(asked, law, on);
  if ('refused' in range) return range;
  const band = range.result;
  const circumstances = weighed(asked, law, decided);
  if ('refused' in circumstances) return circumstances;
  const part = partOf(asked, band, circumstances, law, decided);
  if ('refused' in part) return part;
  const none = part.says.outcome === 'no-penalty';
  const flags = flagsOf(law, decided, {
    amount: part.says.outcome === 'no-fine' ? 0 : part.says.amount_yuan,
    min: band.min_yuan,
    max: band.max_yuan,
    person: asked.subject !== 'enterprise' && asked.subject !== 'agency',
    measures: band.other,
    mitigated: circumstances.found.some(({ mitigate }) => mitigate),
  });
  const { min_yuan, max_yuan, other, provisionId, provision } = band;
  const procedure = none ? ['出具不予行政处罚决定书，留存教育记录'] : flags.says;
  return {
    result: { ...part.says, min_yuan, max_yuan, procedure, other, provisionId, provision },
    workings: [...range.workings, ...circumstances.workings, ...part.workings, ...(none ? [] : flags.workings)],
    cites: [...new Set([...range.cites, ...circumstances.workings.flatMap((each) => each.cite ?? []), ...part.cites])],
    checked: weakest([
      range.checked,
      ...circumstances.found.map(({ circumstance }) => circumstance.checked),
      ...part.marks,
    ]),
  };
}
