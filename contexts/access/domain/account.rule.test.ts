import { describe, expect, it } from 'vitest';
import { deviceOf, initialPasswordMs, loginOf, mobileOf } from './account.rule.ts';

describe('what people type', () => {
  it.each([
    [' Wang.XS ', 'wang.xs'],
    ['ｗａｎｇ', 'wang'],
    ['13800138000', '13800138000'],
    ['a', null],
    ['王', null],
    ['-wang', null],
    ['a'.repeat(41), null],
    ["x' or 1=1", null],
    ['wang/../admin', null],
  ])('account %j is %j', (text, login) => expect(loginOf(text)).toBe(login));

  it.each([
    ['138 0013 8000', '13800138000'],
    ['+86-13800138000', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['12345678901', null],
    ['1380013800', null],
  ])('phone %j is %j', (text, number) => expect(mobileOf(text)).toBe(number));

  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36',
      'Chrome · Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile Safari/604.1',
      'Safari · iOS',
    ],
    ['<script>alert(1)</script>', '其他设备'],
    [undefined, '其他设备'],
  ])('%j is %s', (agent, device) => expect(deviceOf(agent)).toBe(device));

  it('an initial password waits a day for an officer, a week for an enterprise', () => {
    expect(initialPasswordMs('town-officer') / 3_600_000).toBe(24);
    expect(initialPasswordMs('auditor') / 3_600_000).toBe(24);
    expect(initialPasswordMs('worker') / 3_600_000).toBe(168);
  });
});
