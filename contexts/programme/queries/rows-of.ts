/** Which rows of other ledgers a campaign's figures count: the scope of `domain/campaign.rule.ts` as filters. */
import { type HazardLedger, hazardLedger } from '#hazards';
import { type FilterValues, rowsAt } from '#kernel';
import type { Campaign } from '../domain/notice.ts';

/**
 * Desk address of the open hazards a campaign counts, narrowed further by `more`. Null when its scope names several towns at once:
 * the ledger is asked for one.
 */
export function openRowsOf(campaign: Campaign, more: Partial<FilterValues<HazardLedger>> = {}): string | null {
  const { flagsAny, sectorsAny, townsAny } = campaign.scope;
  const [only, ...others] = townsAny ?? [];
  if (others.length > 0 && !more.town) return null;
  return rowsAt(hazardLedger, {
    open: true,
    flag: flagsAny ? [...flagsAny] : undefined,
    sector: sectorsAny ? [...sectorsAny] : undefined,
    town: only,
    foundTo: campaign.until ?? undefined,
    ...more,
  });
}
