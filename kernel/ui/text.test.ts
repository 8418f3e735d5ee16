import { expect, test } from 'vitest';
import { clockWords } from './marks.tsx';
import { sha256Of, sha256Plain } from './sha256.ts';
import { instantText, numberText } from './text.tsx';

test.each([
  ['2022-03-13T16:00:00Z', '2022-03-14 00:00:00'],
  ['2022-06-30T15:59:59Z', '2022-06-30 23:59:59'],
  ['nonsense', '--'],
  [null, '--'],
])('%s is %s in Beijing', (iso, text) => expect(instantText(iso)).toBe(text));

test.each([
  [-2, 'late', '逾期 2 个工作日'],
  // Due on Friday, today is Saturday: late, but no working day has passed.
  [0, 'late', '已逾期'],
  [0, 'today', '今天到期'],
  [0, 'ahead', '还剩不足 1 个工作日'],
  [3, 'ahead', '还剩 3 个工作日'],
] as const)('%d %s → %s', (left, standing, words) => expect(clockWords(left, standing)).toBe(words));

test('numbers', () => {
  expect(numberText(1234567.5)).toBe('1,234,567.5');
  expect(numberText('12.30', 2)).toBe('12.30');
  expect(numberText(0)).toBe('0');
  expect(numberText(null)).toBe('--');
});

// FIPS 180-4 examples, and every length around the 64-byte block, against the browser's own digest.
test('SHA-256 without crypto.subtle', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(sha256Plain(bytes('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256Plain(bytes(''))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  for (const n of [54, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const data = Uint8Array.from({ length: n }, (_, i) => (i * 7) % 256);
    expect(sha256Plain(data)).toBe(await sha256Of(data));
  }
});
