/** Walks hazards of the test county to a state, by the same commands as people do. */
import type { Actor } from '#kernel';
import type { Place, TestCounty } from './county.ts';

/** Wording of a report that passes. */
export const finding = (enterprise: string, more: Record<string, unknown> = {}) => ({
  enterprise,
  origin: 'inspection',
  category: 'smelting',
  description: '铁水包耳轴磨损超标未更换',
  place: '铸造车间',
  ...more,
});

export const fiveFixed = {
  measure: '更换耳轴并探伤',
  person: '王五',
  moneyYuan: 12000,
  dueOn: '2022-04-30',
  plan: '停用该包，另备一只',
};

export interface Walk {
  level?: 'general' | 'major';
  criterion?: string;
  foundAt?: string;
  /** What the finding says beside the usual. */
  report?: Record<string, unknown>;
  /** Escalates it to the county first. */
  heldBy?: 'county' | 'city';
  /** Who mends a self-check; the place's manager unless said. */
  mender?: Actor;
}

export type CommonState = 'found' | 'judged' | 'assigned' | 'rectified' | 'verified' | 'closed' | 'transferred';
export type SelfState = 'self-found' | 'self-assigned' | 'self-rectified' | 'self-closed';

/** A criterion in force in March 2022. */
export const CRITERION = 'trade2017-dust-01';

/** Answers the id of a hazard of that place in that state; the county's officer works for the town, the manager of the place mends. */
export async function hazardAt(
  c: TestCounty,
  place: Place,
  state: CommonState | SelfState,
  walk: Walk = {},
): Promise<string> {
  const officer = c.people['county-officer'] as Actor;
  const manager = c.managers[place];
  const enterprise = c.firms[place];
  const photo = async (by: Actor) => [{ sha256: await c.pictureOf(by) }];
  if (state.startsWith('self-')) return selfAt(c, place, state as SelfState, walk);
  const { id } = await c.act(
    officer,
    'hazards.report',
    finding(enterprise, { ...(walk.foundAt ? { foundAt: walk.foundAt } : {}), ...walk.report }),
  );
  if (walk.heldBy) await c.act(officer, 'hazards.escalate', { id, reason: '镇里解决不了' });
  if (walk.heldBy === 'city') await c.act(officer, 'hazards.escalate', { id, reason: '县里解决不了' });
  if (state === 'found') return id;
  if (state === 'transferred') {
    await c.act(officer, 'hazards.transfer', { id, department: '市场监管局', reason: '属特种设备' });
    return id;
  }
  const { level = 'general', criterion = CRITERION } = walk;
  await c.act(officer, 'hazards.judge', { id, level, reason: '对照标准', ...(level === 'major' ? { criterion } : {}) });
  if (state === 'judged') return id;
  await c.act(officer, 'hazards.assign', { id, ...fiveFixed });
  if (state === 'assigned') return id;
  await c.act(manager, 'hazards.rectify', { id, note: '已更换', photos: await photo(manager) });
  if (state === 'rectified') return id;
  await c.act(officer, 'hazards.verify', { id, note: '现场看过', photos: await photo(officer) });
  if (state === 'verified') return id;
  // Who checked a major one may not close it.
  await c.act(level === 'major' ? (c.people['county-leader'] as Actor) : officer, 'hazards.close', { id });
  return id;
}

async function selfAt(c: TestCounty, place: Place, state: SelfState, walk: Walk): Promise<string> {
  const manager = c.managers[place];
  const { id } = await c.act(
    manager,
    'hazards.report',
    finding(c.firms[place], { origin: 'self-check', ...walk.report }),
  );
  if (state === 'self-found') return id;
  await c.act(manager, 'hazards.arrange', { id, measure: '加装护栏', person: '赵六', dueOn: '2022-04-30' });
  if (state === 'self-assigned') return id;
  const { mender = manager } = walk;
  await c.act(mender, 'hazards.rectify', { id, note: '护栏已装', photos: [{ sha256: await c.pictureOf(mender) }] });
  if (state === 'self-rectified') return id;
  await c.act(c.principals[place], 'hazards.confirm', { id, note: '看过了' });
  return id;
}
