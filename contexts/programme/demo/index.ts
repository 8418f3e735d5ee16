import { demoHazards } from '#hazards';
import type { Day } from '#kernel';
import type { Demonstration, Dice, Stage } from '#kernel/server';
import { type DemoFirm, demoCast } from '#registry';
import { campaigns, itemsOf } from '../current.ts';
import { concerns, inScope } from '../domain/campaign.rule.ts';
import type { Campaign } from '../domain/notice.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** One enterprise gone through in a day: most items passed, some failed with a hazard, a few left for another time. */
function goThrough(stage: Stage, dice: Dice, campaign: Campaign, firm: DemoFirm, day: string): void {
  const cast = stage.take(demoCast);
  const goesOn = stage.take(demoHazards);
  const items = itemsOf(campaign);
  let minute = 0;
  for (const item of items) {
    if (!concerns(item.area, firm) || dice.chance(0.04)) continue;
    const result = dice.chance(0.05) ? 'fail' : dice.chance(0.1) ? 'not-applicable' : 'pass';
    const at = `${day}T02:${two(minute)}:00.000Z`;
    minute = Math.min(59, minute + 2);
    stage.later(at, async () => {
      const given = { campaign: campaign.id, enterprise: firm.id, item: item.id, result };
      const { hazard } = await stage.act<{ hazard: string | null }>(
        at,
        cast.town(firm.town),
        'programme.check-item',
        given,
      );
      if (hazard) goesOn(hazard, firm, day);
    });
  }
}

/** 逐企逐项检查 of the demonstration: half of each campaign's scope gone through in April. */
export const programmeDemonstration: Demonstration = {
  title: '专项行动检查',
  async prepare(stage) {
    const { firms } = stage.take(demoCast);
    for (const campaign of campaigns(stage.county).filter((one) => one.checklist)) {
      const dice = stage.dice(campaign.id);
      for (const firm of firms) {
        const day = `2022-04-${two(dice.int(6, 29))}`;
        if (dice.chance(0.5) || !inScope(campaign, firm, day as Day)) continue;
        goThrough(stage, dice, campaign, firm, day);
      }
    }
  },
};
