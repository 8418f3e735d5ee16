import { describe, expect, it } from 'vitest';
import { day } from '#kernel';
import { campaignsOf, enterpriseRow, type ItemCheck, type ItemState, inScope, itemState } from './campaign.rule.ts';

const zero = {
  id: 'zero',
  scope: { flagsAny: ['smelting-casting', 'explosive-dust'] },
  from: day('2022-03-14'),
  until: null,
};
const guidance = {
  id: 'guidance',
  scope: { sectorsAny: ['light-industry'], flagsAny: ['confined-space'], townsAny: ['140525100', '140525101'] },
  from: day('2022-03-14'),
  until: day('2022-12-31'),
};
const firm = (flags: string[], sector = 'metallurgy', town = '140525100') => ({ flags, sector, town });

describe('scope', () => {
  it.each([
    ['one of the flags', zero, firm(['gas', 'explosive-dust']), '2022-05-01', true],
    ['none of the flags', zero, firm(['gas']), '2022-05-01', false],
    ['no flag at all', zero, firm([]), '2022-05-01', false],
    ['the first day', zero, firm(['smelting-casting']), '2022-03-14', true],
    ['the day before', zero, firm(['smelting-casting']), '2022-03-13', false],
    ['long after, without a last day', zero, firm(['smelting-casting']), '2023-03-14', true],
    ['every kind fits', guidance, firm(['confined-space'], 'light-industry'), '2022-05-01', true],
    ['sector does not', guidance, firm(['confined-space'], 'trade'), '2022-05-01', false],
    ['town does not', guidance, firm(['confined-space'], 'light-industry', '140525102'), '2022-05-01', false],
    ['the last day', guidance, firm(['confined-space'], 'light-industry'), '2022-12-31', true],
    ['after the last day', guidance, firm(['confined-space'], 'light-industry'), '2023-01-01', false],
  ])('%s', (_, campaign, enterprise, on, inside) => {
    expect(inScope(campaign, enterprise, day(on))).toBe(inside);
  });
});

describe('campaigns of a hazard', () => {
  const hazard = (foundOn: string, closedOn: string | null, flags = ['smelting-casting', 'confined-space']) => ({
    flags,
    sector: 'light-industry',
    town: '140525101',
    foundOn,
    closedOn,
  });
  it.each([
    ['found in time', hazard('2022-04-01', null), ['zero', 'guidance']],
    ['backlog still open on the first day', hazard('2021-11-01', '2022-03-14'), ['zero', 'guidance']],
    ['closed the day before it began', hazard('2021-11-01', '2022-03-13'), []],
    ['found after the last day of one', hazard('2023-01-01', null), ['zero']],
    ['only one scope fits', hazard('2022-04-01', null, ['confined-space']), ['guidance']],
  ])('%s', (_, row, ids) => {
    expect(campaignsOf([zero, guidance], row).map((one) => one.id)).toEqual(ids);
  });
});

describe('items', () => {
  const look = (on: string, result: ItemCheck['result'], openHazards = 0): ItemCheck => ({
    day: day(on),
    result,
    openHazards,
  });
  it.each<[what: string, checks: ItemCheck[], state: ItemState]>([
    ['never looked at', [], 'unchecked'],
    ['passed', [look('2022-04-01', 'pass')], 'pass'],
    ['failed and open', [look('2022-04-01', 'fail', 1)], 'fail'],
    ['failed and closed', [look('2022-04-01', 'fail')], 'rectified'],
    ['the last look decides', [look('2022-05-01', 'pass'), look('2022-04-01', 'fail')], 'pass'],
    ['of two on one day the later in the list', [look('2022-05-01', 'fail'), look('2022-05-01', 'pass')], 'pass'],
    ['an open hazard outlives a later pass', [look('2022-04-01', 'fail', 2), look('2022-05-01', 'pass')], 'fail'],
    ['not applicable', [look('2022-04-01', 'not-applicable')], 'not-applicable'],
  ])('%s', (_, checks, state) => {
    expect(itemState(checks)).toBe(state);
  });

  it.each([
    ['nothing looked at', {}, 0, 0, 'unchecked'],
    ['one of two', { a: [look('2022-04-01', 'pass')] }, 1, 0, 'partly'],
    ['one open', { a: [look('2022-04-01', 'fail', 1)] }, 1, 1, 'failing'],
    ['both done', { a: [look('2022-04-01', 'fail')], b: [look('2022-04-01', 'not-applicable')] }, 2, 0, 'passed'],
    [
      'an item of another list does not count',
      { a: [look('2022-04-01', 'pass')], c: [look('2022-04-01', 'pass')] },
      1,
      0,
      'partly',
    ],
  ])('an enterprise with %s', (_, checks, checked, failing, state) => {
    const row = enterpriseRow(['a', 'b'], new Map(Object.entries(checks)));
    expect(row).toMatchObject({ checked, failing, state });
    expect(row.items.map((one) => one.item)).toEqual(['a', 'b']);
  });

  it('an empty checklist passes nobody', () => {
    expect(enterpriseRow([], new Map()).state).toBe('unchecked');
  });
});
