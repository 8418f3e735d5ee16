import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, isRefused } from '#kernel';
import { completeUscc } from './domain/uscc.rule.ts';
import { workFor } from './regions.ts';
import { registryRules } from './rules.ts';

beforeAll(() => {
  workFor(['140525']);
});

const ask = (name: string, input: unknown, on = '2024-03-14') => {
  const rule = registryRules.find((each) => each.name === name)!;
  const answer = rule.evaluate(rule.input().parse(input), null, day(on));
  if (isRefused(answer)) throw new Error(answer.refused.message);
  return answer;
};

describe('编码校验作为规则', () => {
  it('uscc.check', () => {
    const code = completeUscc('91140525MA0ABCDE1') as string;
    expect(ask('uscc.check', { code }).result).toMatchObject({ valid: true, expected: code[17], code });
    const wrong = `${code.slice(0, 17)}${code[17] === '0' ? '1' : '0'}`;
    expect(ask('uscc.check', { code: wrong })).toMatchObject({
      result: { valid: false, expected: code[17] },
      checked: 'verified',
      cites: ['GB 32100-2015'],
    });
  });
  it('resident-id.check 不回显号码', () => {
    const answer = ask('resident-id.check', { id: '110101199003070038' });
    expect(answer.result).toHaveProperty('valid');
    expect(JSON.stringify(answer)).not.toContain('110101199003070038');
    expect(ask('resident-id.check', { id: '1' }).result).toMatchObject({
      valid: false,
      reason: expect.stringMatching(/应为 18 位/),
    });
  });
  it('region.check：数据日以前的日子标待核实', () => {
    expect(ask('region.check', { place: '南村镇' })).toMatchObject({
      result: { valid: true, fullName: '山西省晋城市泽州县南村镇' },
      checked: 'verified',
    });
    expect(ask('region.check', { place: '南村镇' }, '2022-03-14').checked).toBe('secondary');
    expect(ask('region.check', { place: '南材镇' }).result).toMatchObject({
      valid: false,
      suggestions: expect.arrayContaining(['南村镇']),
    });
  });
  it('industry.check', () => {
    expect(ask('industry.check', { code: 'C3130' }).result).toMatchObject({
      valid: true,
      path: expect.arrayContaining(['C 制造业']),
    });
    expect(ask('industry.check', { code: 'B3130' }).result).toMatchObject({ valid: false });
  });
  it('不收不认识的项目', () => {
    for (const rule of registryRules) expect(rule.input().safeParse({ nonsense: 1 }).success).toBe(false);
  });
});

describe('region.check：一个平台服务多个县', () => {
  beforeAll(() => workFor(['140525', '140521', '140107', '141082']));
  afterAll(() => workFor(['140525']));

  it('哪个县有就是哪个县的，代码自带县', () => {
    expect(ask('region.check', { place: '南村镇' }).result).toMatchObject({ fullName: '山西省晋城市泽州县南村镇' });
    expect(ask('region.check', { place: '龙港镇' }).result).toMatchObject({ fullName: '山西省晋城市沁水县龙港镇' });
    expect(ask('region.check', { place: '140521101' }).result).toMatchObject({ valid: true, name: '中村镇' });
  });
  it('哪个县都没有，或不止一个县有，都说清楚', () => {
    expect(ask('region.check', { place: '天上镇' }).result).toMatchObject({
      valid: false,
      reason: '泽州县、沁水县、杏花岭区、霍州市没有“天上镇”这个镇',
    });
    expect(ask('region.check', { place: '鼓楼街道' }).result).toMatchObject({
      valid: false,
      reason: '杏花岭区、霍州市都有“鼓楼街道”：应填 9 位代码',
    });
  });
});
