import { type Hazard, hazard } from '#hazards';
import { canonicalJson, subject, tally } from '#kernel';
import { campaigns, everyCampaign } from './current.ts';
import { campaignsOf } from './domain/campaign.rule.ts';
import type * as rows from './rows.ts';

/** One row of programme.item_check (逐企逐项检查). */
export type ItemCheck = rows.ItemCheck;

/** 检查结果 as commands write it: one per campaign, enterprise and item. */
export const itemCheck = subject<ItemCheck>({
  kind: 'item-check',
  table: 'programme.item_check',
  label: '检查事项',
  town: (c) => c.town,
  enterprise: (c) => c.enterprise,
});

/** One row of programme.task_text (补录文字). */
export type TaskText = rows.TaskText;

export const taskText = subject<TaskText>({
  kind: 'task-text',
  table: 'programme.task_text',
  label: '任务文字',
  sees: () => true,
});

/** Town × [campaign]: items looked at. */
export const byChecked = tally<ItemCheck>({
  name: 'programme.checked',
  edition: '1',
  of: itemCheck,
  per: 'town',
  keys: (c) => [{ key: [c.campaign] }],
});

/** Town × [campaign, 'opened' | 'closed'] by day: the burn-down of each campaign, from the hazards of its scope. */
export const byCampaign = tally<Hazard>({
  name: 'programme.campaign',
  get edition() {
    return canonicalJson(
      everyCampaign().map(({ county, campaign: { id, scope, from, until } }) => ({ county, id, scope, from, until })),
    );
  },
  of: hazard,
  per: 'town',
  keys: (h) =>
    campaignsOf(campaigns(h.county), h).flatMap((c) => [
      { key: [c.id, 'opened'], day: h.foundOn },
      ...(h.closedOn ? [{ key: [c.id, 'closed'], day: h.closedOn }] : []),
    ]),
});
