import { describe, expect, it } from 'vitest';
import { initialAlphabet, initialPassword, isPasswordOld, longestPassword, passwordFaults } from './password.rule.ts';

const owner = { account: 'wang.xs', name: '王晓山' };
const fault = (password: string, profile: 'plain' | 'dengbao' = 'plain') =>
  passwordFaults(password, owner, profile)[0] ?? '';

describe('a new password', () => {
  it.each([
    ['9 characters', 'kx7wq2vtm', /至少 10 个字符，现为 9 个/],
    ['9 Chinese characters', '春风又绿江南岸明月', /现为 9 个/],
    ['129 characters', `${'kx7wq2vtmz'.repeat(12)}kx7wq2vtm`, /最多 128 个字符，现为 129 个/],
    ['a line break', 'kx7wq2vtmz\nb', /控制字符/],
    ['the county', '泽州明月何时照我还呀', /泽州/],
    ['the office', '今天去应急局上班打卡', /应急/],
    ['the county in letters', 'my-ZeZhou-x9w2', /zezhou/],
    ['the office in letters', 'yjglj-kx7wq2', /yjglj/],
    ['full-width letters of the county', 'ｚｅｚｈｏｕkx7wq2', /zezhou/],
    ['the own account', 'wang.xs-kx7w!', /自己的账号/],
    ['the own account backwards', 'sx.gnaw-kx7w!', /自己的账号/],
    ['the own name', '王晓山爱吃山药蛋呀', /至少|姓名/],
    ['the own name, long enough', '王晓山爱吃山药蛋和大枣', /姓名/],
    ['digits only', '13800138000991', /全是数字/],
    ['few different characters', 'aabbaabbaabb', /5 个不同/],
    ['one piece repeated', 'kx7wqkx7wqkx7wq', /反复/],
    ['a leaked stem with a tail', 'password123', /太常见/],
    ['the same in leet', 'P@ssw0rd2024!', /太常见/],
    ['admin with a year', 'Admin@2024666', /太常见/],
    ['rows of the keyboard', 'qwertyuiop[]', /太常见/],
    ['columns of the keyboard', '1qaz2wsx3edc', /太常见/],
    ['I love you', 'woaini5201314', /太常见/],
    ['the alphabet', 'abcdefghij1234', /太常见/],
    ['a season with the year', 'Summer2022!!', /词加年份/],
    ['the year first', '2022-Summer-', /词加年份/],
    ['the year of birth', 'Xiaolongnv1987', /词加年份/],
    ['the same in leet', '$ummerTim3.2022', /词加年份/],
    ['the year within signs', '!!Taihang@2023', /词加年份/],
    ['a season in Chinese with the year', '春天来了2022年！！', /词加年份|太常见/],
    ['common words in Chinese', '管理员密码你好123456', /太常见/],
  ])('%s is refused', (_, password, why) => {
    expect(fault(password)).toMatch(why);
    expect(fault(password)).not.toContain(password);
  });

  it.each([
    ['10 characters', 'kx7wq2vtmz'],
    ['a Chinese passphrase of 10', '春风又绿江南岸明月何'],
    ['128 characters', `${'kx7wq2-vtmzhb.'.repeat(8).slice(0, 100)}correct horse battery staple`],
    ['spaces at both ends', ' 雨打芭蕉 夜半钟声 '],
    ['a phrase with a year in it', 'blue 2022 horse'],
    ['a long word of one’s own with a year', 'kxwqvtmzhbrdp2022'],
    ['a Chinese phrase with a year', '我家门前二零二二有棵树2022'],
    ['four unrelated words', 'correct horse battery staple'],
  ])('%s is taken', (_, password) => {
    expect(passwordFaults(password, owner, 'plain')).toEqual([]);
  });

  it('等保 asks for three kinds of characters, or a phrase', () => {
    expect(fault('kxwqvtmzhb', 'dengbao')).toMatch(/至少三种/);
    expect(fault('kxwqvtmzh7', 'dengbao')).toMatch(/至少三种/);
    expect(fault('kxwqvtmzH7', 'dengbao')).toBe('');
    expect(fault('kx7wq-2vtm', 'dengbao')).toBe('');
    expect(fault('correct horse battery', 'dengbao')).toBe('');
    expect(fault('春风又绿江南岸明月何', 'dengbao')).toBe('');
  });

  it('ages only under 等保, after 180 days', () => {
    const changed = '2026-01-01T00:00:00Z';
    expect(isPasswordOld(changed, '2026-06-30T00:00:00Z', 'dengbao')).toBe(false);
    expect(isPasswordOld(changed, '2026-06-30T00:00:01Z', 'dengbao')).toBe(true);
    expect(isPasswordOld(changed, '2030-01-01T00:00:00Z', 'plain')).toBe(false);
    expect(isPasswordOld(null, '2030-01-01T00:00:00Z', 'dengbao')).toBe(false);
  });
});

describe('an initial password', () => {
  it('has three groups of four and passes the rule itself', () => {
    const bytes = (seed: number) =>
      Uint8Array.from({ length: 12 }, (_, i) => (seed * 89 + i * 37 + i * i * seed) % 256);
    for (let seed = 1; seed <= 200; seed += 1) {
      const password = initialPassword(bytes(seed));
      expect(password).toMatch(new RegExp(`^[${initialAlphabet}]{4}(-[${initialAlphabet}]{4}){2}$`));
      expect(password.length).toBeLessThan(longestPassword);
    }
  });
});
