import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test('initials keep letters and digits and drop the rest', () => {
  expect(initialsOf('泽州县金鑫铸造（Ａ3厂）')).toBe('zzxjxzza3c');
  expect(initialsOf('  —— ')).toBe('');
});
