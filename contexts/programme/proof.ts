/** Who may do and read what of 年度任务, and how to try it. */
import { mintId } from '#kernel';
import { COUNTY, places, XIACUN } from '../../test/county.ts';
import { placeOf, type Target } from '../../test/matrix/cells.ts';
import { boss, overseers, proofOf, registrars } from '../../test/matrix/proof.ts';
import { campaignOf, itemsOf, noticeOf } from './current.ts';

let serial = 0;
const campaign = 'zero-by-0630';
/** Items of the checklist, one after another, so that no enterprise is checked twice on one. */
const nextItem = (): string => {
  const list = itemsOf(campaignOf(COUNTY, campaign)!);
  return list[++serial % list.length]?.id ?? '';
};
const checkedItem: Target = async (c, cell) => ({
  campaign,
  enterprise: cell === 'random' ? mintId() : c.firms[placeOf(cell)],
  item: nextItem(),
  result: 'pass',
  note: `第${serial}次`,
});

const pending = (): string => noticeOf(COUNTY)?.tasks.find((task) => task.textPending)?.id ?? '';

export const proof = proofOf({
  commands: {
    'programme.check-item': { who: registrars, body: checkedItem },
    'programme.fill-task': {
      who: { county: 'y----', 'county-officer': 'xxxxx' },
      body: async () => ({ task: pending(), text: `补录的任务文字${++serial}` }),
      creates: true,
      countys: true,
    },
  },
  reads: {
    'programme.board': { who: overseers },
    'programme.campaign': { who: overseers, inputs: [{ id: 'zero-by-0630' }, { id: 'zero-by-0630', town: XIACUN }] },
    'programme.campaigns': { who: overseers },
    'programme.roster': { who: overseers },
    'programme.checks': { who: overseers },
  },
  async settle(c) {
    for (const place of places) {
      const body = await checkedItem(c, place === 'home' ? 'own' : place, boss(c));
      await c.act(boss(c), 'programme.check-item', body);
    }
  },
});
