/** Enterprises × items of a special action (逐企逐项), as the page draws them. Pure. */
import type { Day } from '#kernel';
import { concerns, type EnterpriseRow, enterpriseRow, type ItemCheck } from '../domain/campaign.rule.ts';
import type { CheckShown, RosterRow } from '../ledgers.ts';
import type { ChecklistItemShown, ChecklistShown } from './answers.ts';

/** A failed look counts as open while its hazard is. */
const asCheck = (check: CheckShown): ItemCheck => ({
  day: check.checkedOn as Day,
  result: check.result,
  openHazards: check.hazardOpen ? 1 : 0,
});

/** Items of an area, in the order of the list. */
export const itemsOf = (list: ChecklistShown, area: string): ChecklistItemShown[] =>
  list.items.filter((item) => item.area === area);

/** Areas of a list that have items. */
export const areasOf = (list: ChecklistShown): ChecklistShown['areas'] =>
  list.areas.filter((area) => list.items.some((item) => item.area === area.id));

/** The area the address names, or the first. */
export const areaOf = (list: ChecklistShown, named: string | string[] | undefined): string => {
  const areas = areasOf(list);
  return (areas.find((area) => area.id === named) ?? areas[0])?.id ?? '';
};

/** An enterprise with the state of every item that concerns it. */
export interface FirmRow {
  firm: RosterRow;
  row: EnterpriseRow;
}

/** Each enterprise with the state of every item that concerns it. */
export function rowsOf(list: Pick<ChecklistShown, 'items'>, firms: readonly RosterRow[]): FirmRow[] {
  return firms.map((firm) => {
    const items = list.items.filter((item) => concerns(item.area, firm)).map((item) => item.id);
    const checks = new Map<string, ItemCheck[]>();
    for (const check of firm.checks) checks.set(check.item, [...(checks.get(check.item) ?? []), asCheck(check)]);
    return { firm, row: enterpriseRow(items, checks) };
  });
}
