import { describe, expect, it } from 'vitest';
import { day } from '#kernel';
import { fateOf, type Keeping, type Proven } from './retention.rule.ts';

const keeping: Keeping = {
  id: 'county-2025',
  basis: '县局文件',
  checked: 'verified',
  rules: [
    { id: 'general', subject: 'hazard', grade: 'general', years: 3, title: '一般隐患' },
    { id: 'major', subject: 'hazard', grade: 'major', years: null, title: '重大隐患' },
    { id: 'visit', subject: 'visit', grade: null, years: 5, title: '检查' },
  ],
};
const ended = (kind: string, grade: string | null, on: string | null): Proven => ({
  kind,
  grade,
  endedOn: on === null ? null : day(on),
});
const general = ended('hazard', 'general', '2022-03-14');
const fate = (proves: (Proven | null)[], today: string, by: Keeping | null = keeping) => fateOf(proves, by, day(today));

describe('到期', () => {
  // 2022-03-14 办结，三年：2025-03-14 满，次日到期
  it.each([
    ['2025-03-13', false],
    ['2025-03-14', false],
    ['2025-03-15', true],
  ])('%s：%s', (today, goes) => {
    expect(fate([general], today).goes).toBe(goes);
  });
  it('2月29日办结的，满三年在2月28日', () => {
    const leap = ended('hazard', 'general', '2024-02-29');
    expect([fate([leap], '2027-02-28').goes, fate([leap], '2027-03-01').goes]).toEqual([false, true]);
  });
  it('几件事共用一份：保管最久的一件说了算', () => {
    const visit = ended('visit', null, '2022-03-14');
    expect(fate([general, visit], '2025-03-15')).toEqual({ goes: false, why: 'not-yet', dueOn: '2027-03-14' });
    expect(fate([visit, general], '2027-03-15')).toMatchObject({ goes: true, rule: 'visit', dueOn: '2027-03-14' });
  });
});

describe('从不销毁', () => {
  it.each<[string, (Proven | null)[], Keeping | null, string]>([
    ['没有办结', [ended('hazard', 'general', null)], keeping, 'open'],
    ['一件办结、一件没有', [general, ended('visit', null, null)], keeping, 'open'],
    ['不知何时办结', [general, null], keeping, 'unknown'],
    ['没有用作证据', [], keeping, 'unknown'],
    ['没有这一种', [ended('case', null, '1990-01-01')], keeping, 'no-rule'],
    ['没有这一等级', [ended('hazard', 'unjudged', '1990-01-01')], keeping, 'no-rule'],
    ['永久保管', [ended('hazard', 'major', '1990-01-01')], keeping, 'forever'],
    ['没有规则', [general], null, 'no-rule'],
    ['规则待核实', [general], { ...keeping, checked: 'unverified' }, 'unverified'],
  ])('%s', (_what, proves, by, why) => {
    expect(fate(proves, '2100-12-31', by)).toMatchObject({ goes: false, why });
  });
});
