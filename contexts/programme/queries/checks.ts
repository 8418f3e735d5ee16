import {
  any,
  contains,
  derived,
  type Ledger,
  type Looking,
  ledger,
  nameByCode,
  range,
  same,
  withinSql,
} from '#kernel/server';
import { checklistOf } from '#law-catalogue';
import { campaignOf } from '../current.ts';
import { checkLedger } from '../ledgers.ts';
import { boardReaders } from '../policy.ts';

/** The words of an item, found through its campaign's list; its code when the list no longer has it. */
const itemText = ({ campaign, item }: { campaign: string; item: string }, { actor }: Looking): string => {
  const list = checklistOf(campaignOf(actor.county, campaign)?.checklist);
  return list?.items.find((one) => one.id === item)?.text ?? item;
};

/** 检查记录 of all campaigns, a page at a time. */
export const checksLedger: Ledger = ledger({
  shape: checkLedger,
  may: [boardReaders],
  from: 'programme.item_check i join registry.published_enterprise e on e.county = i.county and e.id = i.enterprise',
  county: 'i.county',
  id: 'i.id',
  columns: {
    enterpriseName: 'e.name',
    enterprise: 'i.enterprise',
    town: 'i.town',
    townName: nameByCode('registry.published_town', 'i.town'),
    itemText: derived<{ campaign: string; item: string }>({ campaign: 'i.campaign', item: 'i.item' }, itemText),
    result: 'i.result',
    hazard: 'i.hazard',
    checkedOn: 'i.checked_on',
    checkedByName: 'i.checked_by_name',
    note: 'i.note',
    campaignTitle: derived<{ campaign: string }>(
      { campaign: 'i.campaign' },
      ({ campaign }, { actor }) => campaignOf(actor.county, campaign)?.title ?? campaign,
    ),
  },
  version: null,
  sorts: { checkedOn: { sql: 'i.checked_on', type: 'date' } },
  filters: {
    campaign: same('i.campaign'),
    town: same('i.town'),
    result: any('i.result'),
    q: contains('e.name', "coalesce(e.short_name, '')", 'e.initials'),
    ...range('checked', 'i.checked_on'),
  },
  scope: (p, actor) => withinSql(actor, { town: 'i.town', enterprise: 'i.enterprise' }, p),
});
