import type { Hazard } from '#hazards';
import type { Day, Subject } from '#kernel';
import { law } from '#law-catalogue';
import { campaigns, concerns, inScope, itemCheck } from '#programme';
import type { PastAct, Rows } from './bulk.ts';
import type { Doers } from './hazards/index.ts';
import type { DemoFirm } from './making.ts';
import type { Dice } from './random.ts';

/** 逐企逐项检查 of the demonstration: two thirds of the scope gone through, most items passed, some failed with a hazard. */
export function demoChecks(
  dice: Dice,
  firms: readonly DemoFirm[],
  hazards: readonly Hazard[],
  today: string,
  mint: (at: string) => string,
  doers: Doers,
): { rows: Rows[]; acts: PastAct[] } {
  const rows: Record<string, unknown>[] = [];
  const acts: PastAct[] = [];
  for (const campaign of campaigns()) {
    const list = campaign.checklist ? law().checklists.get(campaign.checklist) : undefined;
    for (const firm of list ? firms.filter((f) => inScope(campaign, f, today as Day)) : []) {
      if (dice.chance(0.34)) continue;
      const own = hazards.filter((h) => h.enterprise === firm.id && h.loop === 'common' && h.foundOn >= campaign.from);
      const checkedOn = `2022-04-${String(dice.int(6, 29)).padStart(2, '0')}`;
      const doer = doers.town(firm.town);
      const effects: PastAct['effects'] = [];
      for (const item of list!.items) {
        if (!concerns(item.area, firm) || dice.chance(0.04)) continue;
        const failed = dice.chance(0.08) ? own.pop() : undefined;
        const id = mint(`${checkedOn}T02:00:00.000Z`);
        const patch = {
          campaign: campaign.id,
          item: item.id,
          enterprise: firm.id,
          town: firm.town,
          result: failed ? 'fail' : dice.chance(0.1) ? 'not-applicable' : 'pass',
          note: null,
          hazard: failed?.id ?? null,
          checkedOn,
          checkedBy: doer.account || null,
          checkedByName: doer.name,
        };
        rows.push({ id, version: 1, ...patch });
        effects.push({
          subject: itemCheck as unknown as Subject<never>,
          id,
          version: 1,
          patch,
          town: firm.town,
          enterprise: firm.id,
        });
      }
      if (effects.length > 0)
        acts.push({
          at: `${checkedOn}T03:00:00.000Z`,
          actor: doer,
          command: 'programme.check-item',
          sentence: `${campaign.title}：${firm.name}，登记检查事项 ${effects.length} 项`,
          given: {},
          effects,
        });
    }
  }
  return { rows: [{ table: 'programme.item_check', rows }], acts };
}
