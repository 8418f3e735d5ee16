import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIndustry, findIndustries, industries, industryLabel, industryOf, industryPath } from './industry.rule.ts';

describe('行业分类', () => {
  it('has as many entries as the standard announces for sections B and C', () => {
    const count = (level: 'division' | 'group' | 'class', section: string) =>
      industries(level).filter((each) => each.section === section).length;
    expect(['division', 'group', 'class'].map((level) => count(level as 'class', 'B'))).toEqual([7, 19, 39]);
    expect(['division', 'group', 'class'].map((level) => count(level as 'class', 'C'))).toEqual([31, 179, 609]);
  });

  it('every class has its group and every group its division', () => {
    for (const each of industries('class')) expect(industryOf(each.code.slice(0, 3))?.level).toBe('group');
    for (const each of industries('group')) expect(industryOf(each.code.slice(0, 2))?.level).toBe('division');
  });

  it.each([
    ['C3130', 'C3130 钢压延加工'],
    ['3130', 'C3130 钢压延加工'],
    ['ｃ３１', 'C31 黑色金属冶炼和压延加工业'],
    ['0810', 'B0810 铁矿采选'],
    ['B101', 'B101 土砂石开采'],
    ['3391', 'C3391 黑色金属铸造'],
    ['3252', 'C3252 铝压延加工'],
    ['374', 'C374 航空、航天器及设备制造'],
  ])('%s is %s', (text, label) => {
    expect(checkIndustry(text).valid).toBe(true);
    expect(industryLabel(text)).toBe(label);
  });

  it.each([
    ['', true, /为空/],
    ['钢铁', true, /2 至 4 位数字/],
    ['C', true, /2 至 4 位数字/],
    ['31301', true, /2 至 4 位数字/],
    ['B3130', true, /31 大类属于 C 制造业/],
    ['3199', true, /没有此代码/],
    ['9900', true, /没有 99 这个大类/],
    ['0000', true, /没有 00/],
    ['G5430', false, /未收录/],
    ['0111', false, /未收录/],
  ])('refuses %s', (text, known, reason) => {
    expect(checkIndustry(text)).toMatchObject({ valid: false, known, reason: expect.stringMatching(reason) });
    expect(industryLabel(text)).toBe(text);
  });

  it('shows the path and finds by name or code', () => {
    expect(industryPath('3130')).toEqual([
      'C 制造业',
      'C31 黑色金属冶炼和压延加工业',
      'C313 钢压延加工',
      'C3130 钢压延加工',
    ]);
    expect(industryPath('99')).toEqual([]);
    expect(findIndustries('铸造').map((each) => each.code)).toEqual(expect.arrayContaining(['3391', '3392', '339']));
    expect(findIndustries('C339')[0]?.code).toBe('3391');
    expect(findIndustries('')).toEqual([]);
    expect(findIndustries('制造', 5).length).toBe(5);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => typeof checkIndustry(text).valid === 'boolean'));
    expect(checkIndustry('constructor').valid).toBe(false);
  });
});
