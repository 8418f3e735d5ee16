/** Enterprises × items of a special action (逐企逐项), as the page draws them. Pure. */
import type { Day } from '#kernel';
import { concerns, type EnterpriseRow, enterpriseRow, type ItemCheck } from '../domain/campaign.rule.ts';
import type { ChecklistItemShown, ChecklistShown, CheckShown, FirmShown } from './wire.ts';

/** A failed look counts as open while its hazard is; where the server does not tell, while the enterprise has any open one. */
const asCheck = (check: CheckShown, firm: Pick<FirmShown, 'open'>): ItemCheck => ({
  day: check.checkedOn as Day,
  result: check.result,
  openHazards: check.result === 'fail' && (check.hazardOpen ?? firm.open > 0) ? 1 : 0,
});

export { concerns };

/** Items of an area, in the order of the list. */
export const itemsOf = (list: ChecklistShown, area: string): ChecklistItemShown[] =>
  list.items.filter((item) => item.area === area);

export interface FirmRow {
  firm: FirmShown;
  row: EnterpriseRow;
  items: number;
}

/** Each enterprise with the state of every item that concerns it. */
export function rowsOf(list: ChecklistShown | null, firms: readonly FirmShown[]): FirmRow[] {
  return firms.map((firm) => {
    const items = (list?.items ?? []).filter((item) => concerns(item.area, firm)).map((item) => item.id);
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
