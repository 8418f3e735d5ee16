import {
  add,
  type Checked,
  type Day,
  div,
  type Exact,
  exact,
  mul,
  type Place,
  type Refused,
  refuse,
  weakest,
} from '#kernel';
import type { MajorHazardTables } from '../../domain/hazard-tables.ts';
import { printed, refuseAt, refuseBefore, wrong } from '../asking.ts';
import type { Ruling, Working } from '../rule.ts';
import { type HazardSettings, type Held, type HeldGiven, settle } from './held.ts';
import { type HazardIndex, indexOf } from './tables.ts';

export interface MajorHazardGiven {
  unit: 'production' | 'storage';
  /** Residents (常住人口) within 500 m of the plant boundary. */
  exposedPeople: number;
  held: readonly HeldGiven[];
  settings?: Partial<HazardSettings> | undefined;
}

/**
 * `S` and `R` are the nearest numbers to the exact values, for display; every comparison was made with the exact ones, which
 * the workings print. `R` and `level` are null for a unit that is not a major hazard: such a unit is not graded.
 */
export interface MajorHazardGrade {
  major: boolean;
  S: number;
  R: number | null;
  alpha: number;
  level: string | null;
}

export const unitWords = { production: '生产单元', storage: '储存单元' } as const;

const isPlace = (value: Held | Place): value is Place => 'allowed' in value;
/** Ends of bands are whole numbers and values are not negative, so crossing out the denominator compares exactly. */
const bandOf = <T extends { from: number }>(bands: readonly T[], value: Exact): T =>
  bands.reduce((found, band) => (value.n >= BigInt(band.from) * value.d ? band : found), bands[0] as T);

function settingsOf(tables: MajorHazardTables, given: Partial<HazardSettings> = {}): HazardSettings | Place {
  const choice = (id: string) => tables.choices.find((each) => each.id === id);
  const coalGasBeta = given.coalGasBeta ?? Number(choice('coal-gas-beta')?.default ?? 2);
  const several = given.severalCategories ?? (choice('several-categories')?.default as 'largest' | 'ask' | undefined);
  const options = choice('coal-gas-beta')?.options ?? [];
  if (!options.includes(coalGasBeta)) {
    const allowed = options.join('、');
    return wrong('settings.coalGasBeta', coalGasBeta, allowed, `煤气的 β 只能取 ${allowed}，不能取 ${coalGasBeta}`);
  }
  return { coalGasBeta, severalCategories: several ?? 'largest' };
}

function placesIn(given: MajorHazardGiven): Place[] {
  const places: Place[] = [];
  if (!(given.unit in unitWords)) {
    places.push(
      wrong(
        'unit',
        given.unit,
        'production、storage',
        `单元“${given.unit}”不对：应为 production（生产单元）或 storage（储存单元）`,
      ),
    );
  }
  if (!Number.isSafeInteger(given.exposedPeople) || given.exposedPeople < 0) {
    const message = `厂界外 500 米内常住人口“${given.exposedPeople}”不对：应为 0 或正整数`;
    places.push(wrong('exposedPeople', given.exposedPeople, '0 或正整数', message));
  }
  if (given.held.length === 0) places.push(wrong('held', [], '至少一种', '没有写存有什么危险化学品'));
  given.held.forEach((each, i) => {
    if (each.unit === undefined || each.unit === given.unit) return;
    const message = `第 ${i + 1} 项属于${unitWords[each.unit]}，本次辨识的是${unitWords[given.unit]}：各单元分别辨识，不能相加`;
    places.push(wrong(`held.${i}.unit`, each.unit, given.unit, message));
  });
  return places;
}

/** Everything shown before the level: what was taken for each chemical and how S came out. */
function sumUp(index: HazardIndex, given: MajorHazardGiven, held: readonly Held[]) {
  const workings: Working[] = [
    { say: index.textOf(given.unit), cite: index.cite(given.unit) },
    { say: index.textOf('design'), cite: index.cite('design') },
  ];
  const ratios = held.map(({ quantity, threshold }) => div(quantity, index.exactly(threshold)));
  const shown = ratios.map(printed);
  held.forEach((each, i) => {
    const table1 = each.from.startsWith('表1');
    const mixture = given.held[i]?.mixture;
    if (mixture)
      workings.push({ say: `${each.title}是混合物：${index.textOf('mixture')}`, cite: index.cite('mixture') });
    workings.push({
      say: `${each.title}：临界量 Q = ${each.threshold} 吨（${each.from}）`,
      value: String(each.threshold),
      cite: index.cite(table1 ? 'named' : 'classed'),
    });
    const ratio = shown[i] as string;
    workings.push({
      say: `${each.title}：q ÷ Q = ${printed(each.quantity)} ÷ ${each.threshold} = ${ratio}`,
      value: ratio,
    });
  });
  const S = ratios.reduce((total, each) => add(total, each));
  const major = S.n >= S.d;
  const sum = ratios.length > 1 ? `${shown.join(' + ')} = ` : '';
  const value = ratios.length > 1 ? printed(S) : (shown[0] as string);
  workings.push({
    say: `S = ${sum}${value}，${major ? '不小于 1，构成' : '小于 1，不构成'}重大危险源`,
    value,
    cite: index.cite('sum'),
  });
  return { workings, ratios, shown, S, major };
}

/**
 * Identifies and grades one unit (重大危险源辨识与分级) by GB 18218-2018. Refuses a day before the standard applied, quantities
 * that are not tonnes above zero, names the tables do not know (with suggestions), chemicals of another unit, and a unit that
 * must be graded while a β is not settled. Nothing is rounded before S meets 1 or R meets 10, 50, 100.
 */
export function gradeMajorHazard(
  given: MajorHazardGiven,
  law: { majorHazard: MajorHazardTables },
  on: Day,
): Ruling<MajorHazardGrade> | Refused {
  const tables = law.majorHazard;
  const index = indexOf(tables);
  const early = refuseBefore(on, tables.from, '重大危险源辨识');
  if (early) return early;
  const settings = settingsOf(tables, given.settings);
  const places = placesIn(given);
  if ('allowed' in settings) return refuseAt([settings, ...places]);
  const settled = given.held.map((each, i) => settle(index, each, i, on, settings));
  places.push(...settled.filter(isPlace));
  if (places.length > 0) return refuseAt(places);
  const held = settled as Held[];

  const { workings, ratios, shown, S, major } = sumUp(index, given, held);
  const alphaBand = bandOf(tables.alpha, exact(BigInt(given.exposedPeople)));
  const alpha = alphaBand.alpha;
  const marks: Checked[] = held.map((each) => each.thresholdChecked);
  if (!major) {
    const result = { major, S: S.valueOf(), R: null, alpha, level: null };
    return { result, workings, cites: citesOf(workings), checked: weakest(marks) };
  }
  const missing = held.filter((each) => each.beta === null);
  if (missing.length > 0) {
    const message = `S = ${printed(S)}，构成重大危险源，但不能分级：${missing.map((each) => `${each.title}的 β 待定，${each.betaNeeds}`).join('；')}`;
    return refuse('INCOMPLETE', message, { missing: missing.map((each) => `${each.place}.beta`) });
  }
  const betas = held.map((each) => printed(each.beta as Exact));
  held.forEach((each, i) => {
    const value = betas[i] as string;
    workings.push({ say: `${each.title}：β = ${value}（${each.betaFrom}）`, value, cite: index.cite('beta') });
    marks.push(each.betaChecked);
  });
  const weighted = held
    .map((each, i) => mul(each.beta as Exact, ratios[i] as Exact))
    .reduce((total, each) => add(total, each));
  workings.push({
    say: `厂界外 500 米内常住 ${given.exposedPeople} 人（${alphaBand.text}）：α = ${alpha}`,
    value: String(alpha),
    cite: index.cite('alpha'),
  });
  const R = mul(index.exactly(alpha), weighted);
  const terms = betas.map((beta, i) => `${beta}×${shown[i]}`).join(' + ');
  const shownR = printed(R);
  workings.push({ say: `R = ${alpha} ×（${terms}）= ${shownR}`, value: shownR, cite: index.cite('grade') });
  const { level } = bandOf(tables.levels, R);
  workings.push({ say: `${index.textOf('level')}：${level}重大危险源`, value: level, cite: index.cite('level') });
  workings.push({ say: index.textOf('each'), cite: index.cite('each') });
  const result = { major, S: S.valueOf(), R: R.valueOf(), alpha, level };
  return { result, workings, cites: citesOf(workings), checked: weakest(marks) };
}

function citesOf(workings: readonly Working[]): string[] {
  const cites = new Set<string>();
  for (const { cite } of workings) if (cite !== undefined) cites.add(cite);
  return [...cites];
}
