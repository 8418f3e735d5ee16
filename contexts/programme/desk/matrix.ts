/** Enterprises × items of a special action (逐企逐项), as the page draws them. Pure. */
import type { Day } from '#kernel';
import { type EnterpriseRow, enterpriseRow, type ItemCheck } from '../domain/campaign.rule.ts';
import type { ChecklistItemShown, ChecklistShown, CheckShown, FirmShown } from './wire.ts';

/** A failed look counts as open while its hazard is; where the server does not tell, while the enterprise has any open one. */
const asCheck = (check: CheckShown, firm: Pick<FirmShown, 'open'>): ItemCheck => ({
  day: check.checkedOn as Day,
  result: check.result,
  openHazards: check.result === 'fail' && (check.hazardOpen ?? firm.open > 0) ? 1 : 0,
});

/**
 * Flags that bring an enterprise under an area of a checklist; an area without one concerns everybody. It only narrows what is
 * looked at: what is counted is every item at every enterprise, as the board counts it, 不适用 being a result of its own.
 */
const areaFlags: Readonly<Record<string, string>> = {
  smelting: 'smelting-casting',
  dust: 'explosive-dust',
  'confined-space': 'confined-space',
};
export const concerns = (area: string, firm: Pick<FirmShown, 'flags'>): boolean => {
  const flag = areaFlags[area];
  return !flag || firm.flags.includes(flag);
};

/** Items of an area, in the order of the list. */
export const itemsOf = (list: ChecklistShown, area: string): ChecklistItemShown[] =>
  list.items.filter((item) => item.area === area);

export interface FirmRow {
  firm: FirmShown;
  row: EnterpriseRow;
  items: number;
}

/** Each enterprise with the state of every item. */
export function rowsOf(list: ChecklistShown | null, firms: readonly FirmShown[]): FirmRow[] {
  return firms.map((firm) => {
    const items = (list?.items ?? []).map((item) => item.id);
    const checks = new Map<string, ItemCheck[]>();
    for (const check of firm.checks) checks.set(check.item, [...(checks.get(check.item) ?? []), asCheck(check, firm)]);
    return { firm, row: enterpriseRow(items, checks), items: items.length };
  });
}

export interface CampaignSum {
  firms: number;
  passed: number;
  failing: number;
  unchecked: number;
  items: number;
  checked: number;
}

/** What the head of the page says. */
export function sumOf(rows: readonly FirmRow[]): CampaignSum {
  const of = (state: EnterpriseRow['state']) => rows.filter(({ row }) => row.state === state).length;
  return {
    firms: rows.length,
    passed: of('passed'),
    failing: of('failing'),
    unchecked: of('unchecked'),
    items: rows.reduce((n, one) => n + one.items, 0),
    checked: rows.reduce((n, one) => n + one.row.checked, 0),
  };
}
