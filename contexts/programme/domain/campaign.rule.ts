/** Special actions (专项行动): whom one reaches, which hazards it counts, and where each item stands at each enterprise. Pure. */
import type { Day } from '#kernel';
import type { Campaign } from './notice.ts';

/** What of an enterprise a scope looks at. `town` is its code. */
export interface InScope {
  flags: readonly string[];
  sector: string;
  town: string;
}

/** What of a hazard row a campaign looks at; flags, sector and town are the enterprise's, kept on the row. */
export interface CountedHazard extends InScope {
  foundOn: string;
  closedOn: string | null;
}

type Reach = Pick<Campaign, 'scope' | 'from' | 'until'>;

/** Whether the scope fits, whatever the day: every kind given must fit, and within a kind one value is enough. */
export function fits({ scope }: Pick<Campaign, 'scope'>, of: InScope): boolean {
  if (scope.flagsAny && !scope.flagsAny.some((flag) => of.flags.includes(flag))) return false;
  if (scope.sectorsAny && !scope.sectorsAny.includes(of.sector)) return false;
  return !scope.townsAny || scope.townsAny.includes(of.town);
}

/**
 * Whether a campaign runs on a day and reaches the enterprise. The due day is when it should be at zero, not when it is over: it
 * runs on until its last day (`until`, included), or without one until the county writes one.
 */
export function inScope(campaign: Reach, enterprise: InScope, on: Day): boolean {
  return campaign.from <= on && (campaign.until === null || on <= campaign.until) && fits(campaign, enterprise);
}

/**
 * Campaigns a hazard counts in: those whose scope fits its enterprise and whose time it touches. So the backlog still open on
 * the first day belongs, one closed before it does not, and neither does one found after the last day.
 */
export function campaignsOf<C extends Reach>(campaigns: readonly C[], hazard: CountedHazard): C[] {
  return campaigns.filter(
    (one) =>
      fits(one, hazard) &&
      (one.until === null || hazard.foundOn <= one.until) &&
      (hazard.closedOn === null || hazard.closedOn >= one.from),
  );
}

/** Flags that bring an enterprise under an area of a checklist; an area without one concerns everybody in scope. */
const areaFlags: Readonly<Record<string, string>> = {
  smelting: 'smelting-casting',
  dust: 'explosive-dust',
  'confined-space': 'confined-space',
};

/** The flag that brings an enterprise under an area, or null when the area concerns everybody in scope. */
export const flagOf = (area: string): string | null => areaFlags[area] ?? null;

/** Whether the items of an area apply to an enterprise (该不该查): a dust list says nothing about a foundry without dust. */
export function concerns(area: string, enterprise: Pick<InScope, 'flags'>): boolean {
  const flag = flagOf(area);
  return !flag || enterprise.flags.includes(flag);
}

export const itemStateWords = {
  unchecked: '未查',
  pass: '合格',
  fail: '不合格',
  rectified: '已整改',
  'not-applicable': '不适用',
} as const;
export type ItemState = keyof typeof itemStateWords;

/** What a look at an item found (检查结果). */
export const checkResultWords = { pass: '合格', fail: '不合格', 'not-applicable': '不涉及' } as const;
export type CheckResult = keyof typeof checkResultWords;

/** One look at one item at one enterprise. `openHazards`: hazards of this look not closed yet; matters when it failed. */
export interface ItemCheck {
  day: Day;
  result: CheckResult;
  openHazards: number;
}

/**
 * State of one item at one enterprise (逐项). An open hazard of any look keeps it at 不合格, whatever was found later; otherwise
 * the last look decides, of two on one day the later in the list, and a failed look whose hazards are all closed reads 已整改.
 */
export function itemState(checks: readonly ItemCheck[]): ItemState {
  let last: ItemCheck | null = null;
  for (const check of checks) {
    if (check.openHazards > 0) return 'fail';
    if (!last || check.day >= last.day) last = check;
  }
  if (!last) return 'unchecked';
  return last.result === 'fail' ? 'rectified' : last.result;
}

export const enterpriseStateWords = {
  unchecked: '未查',
  partly: '查了一部分',
  failing: '有问题',
  passed: '已过关',
} as const;
export type EnterpriseState = keyof typeof enterpriseStateWords;

/** States in the order of the work left in them: problems first, then what nobody has looked at. */
export const statesByWork: readonly EnterpriseState[] = ['failing', 'unchecked', 'partly', 'passed'];

/** One row of the matrix item × enterprise. */
export interface EnterpriseRow {
  items: { item: string; state: ItemState }[];
  checked: number;
  failing: number;
  state: EnterpriseState;
}

/**
 * All items of a checklist at one enterprise (逐企逐项过关): passed only when every item was looked at and none is open. An
 * empty checklist passes nobody. Checks of items that are not on the list are left out.
 */
export function enterpriseRow(
  items: readonly string[],
  checks: ReadonlyMap<string, readonly ItemCheck[]>,
): EnterpriseRow {
  const row = items.map((item) => ({ item, state: itemState(checks.get(item) ?? []) }));
  const checked = row.filter((one) => one.state !== 'unchecked').length;
  const failing = row.filter((one) => one.state === 'fail').length;
  const whole = checked === items.length && items.length > 0;
  const state = failing > 0 ? 'failing' : whole ? 'passed' : checked > 0 ? 'partly' : 'unchecked';
  return { items: row, checked, failing, state };
}
