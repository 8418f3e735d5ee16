/** What the roster of a campaign is asked for, read from the address of its tab. Pure. */
import type { Search } from '#kernel/ui';

/** Page sizes a person may choose. */
const pageSizes = [50, 100, 200] as const;

/** Orders a person may choose. */
export const orders: readonly { value: string; label: string }[] = [
  { value: 'townName', label: '按镇' },
  { value: 'name', label: '按名称' },
  { value: 'state', label: '未过关的在前' },
  { value: '-open', label: '未销号多的在前' },
];

/** Filters and order: what the table shows and the export holds. */
export interface RosterGiven extends Record<string, unknown> {
  campaign: string;
  q?: string;
  town?: string;
  state?: string[];
  flag?: string;
  sort: string;
}

/** A page of the roster. `at` is for the reader alone: cursors do not know which page they are. */
export interface RosterAsked {
  given: RosterGiven;
  paging: { limit: number; after?: string; before?: string };
  at: number;
}

const one = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value) || undefined;

/** What is asked for of a campaign: `own` is the order of the view itself, `flag` the one its matrix is narrowed to. */
export function askedOf(search: Search, campaign: string, own: string, flag: string | null = null): RosterAsked {
  const [q, town, after, before] = [search.q, search.town, search.after, search.before].map(one);
  const state = [search.state ?? []].flat().filter((each) => each !== '');
  const limit = Number(one(search.limit));
  const at = Number(one(search.at));
  const sort = orders.find((each) => each.value === one(search.sort))?.value ?? own;
  return {
    given: {
      campaign,
      ...(q ? { q } : {}),
      ...(town ? { town } : {}),
      ...(state.length > 0 ? { state } : {}),
      ...(flag ? { flag } : {}),
      sort,
    },
    paging: {
      limit: (pageSizes as readonly number[]).includes(limit) ? limit : pageSizes[0],
      ...(after ? { after } : before ? { before } : {}),
    },
    at: (after || before) && Number.isInteger(at) && at > 1 ? at : 1,
  };
}
