import { createDecipheriv, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldCipher } from './field-cipher.ts';

const key = (id: string, fill: number) => ({ id, bytes: new Uint8Array(32).fill(fill) });
const old = key('00000001', 1);
const fresh = key('00000002', 2);
const one = fieldCipher([old]);
const owner = 'access.account.totp 140525 a';
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

describe('a sealed field', () => {
  test('opens to what was sealed, whatever it was, and looks different each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string(), (text, whose) => {
        const value = one.seal(text, whose);
        expect(one.open(value, whose)).toEqual({ text, newest: true });
        expect(one.seal(text, whose)).not.toBe(value);
      }),
    );
    expect(one.seal(secret, owner)).not.toContain(secret);
  });

  test('keeps its form: SM4-CTR under a key derived by HKDF over SM3, readable without this program', () => {
    const kept =
      'sm4.00000001.zTp9JitTxDH-GoTvkfvFYk6oKSSnyoMDx78_J0D6OeAysGXO1xG2A-XnOzZI3VSdpbpLxoOfPZid8sNGUCmJSjrg6usJHQJoABLG0FjouDI';
    expect(one.open(kept, owner), 'sealed by the first version').toEqual({ text: secret, newest: true });
    const [, id, coded] = one.seal(secret, owner).split('.');
    expect(id).toBe('00000001');
    const whole = Buffer.from(coded as string, 'base64url');
    expect(whole.length).toBe(16 + 32 + 32);
    const derived = Buffer.from(hkdfSync('sm3', old.bytes, new Uint8Array(), 'zean field SM4-CTR', 16));
    const by = createDecipheriv('sm4-ctr', derived, whole.subarray(0, 16));
    expect(by.update(whole.subarray(16, 48)).toString()).toBe(secret);
  });

  test('does not open once any character of it is another one, is missing or is one too many', () => {
    const value = one.seal(secret, owner);
    for (let at = 0; at < value.length; at += 1) {
      for (const other of ['A', 'b', '0', '_', '.', '=', '密']) {
        if (other === value[at]) continue;
        const bent = value.slice(0, at) + other + value.slice(at + 1);
        expect(one.open(bent, owner), bent).toHaveProperty('fault');
      }
      expect(one.open(value.slice(0, at) + value.slice(at + 1), owner)).toHaveProperty('fault');
    }
    for (const bent of [`${value}A`, ` ${value}`, `${value}\n`, '', 'sm4', value.toUpperCase(), secret])
      expect(one.open(bent, owner), bent).toEqual({ fault: 'damaged' });
  });

  test('does not open once any bit of counter, ciphertext or tag is flipped', () => {
    const [scheme, id, coded] = one.seal(secret, owner).split('.');
    const whole = Buffer.from(coded as string, 'base64url');
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const bent = Buffer.from(whole);
      bent[bit >> 3]! ^= 1 << (bit & 7);
      expect(one.open(`${scheme}.${id}.${bent.toString('base64url')}`, owner)).toEqual({ fault: 'damaged' });
    }
  });

  test('opens for nobody else, and never under another key', () => {
    const value = one.seal(secret, owner);
    expect(one.open(value, `${owner}b`)).toEqual({ fault: 'damaged' });
    expect(one.open(value, '')).toEqual({ fault: 'damaged' });
    expect(fieldCipher([fresh]).open(value, owner)).toEqual({ fault: 'unknown-key', key: '00000001' });
    // Another key under the same id, and a value that claims another key's id.
    expect(fieldCipher([key('00000001', 9)]).open(value, owner)).toEqual({ fault: 'damaged' });
    const renamed = value.replace('00000001', '00000002');
    expect(fieldCipher([fresh, old]).open(renamed, owner)).toEqual({ fault: 'damaged' });
  });
});

describe('a ring of keys', () => {
  test('writes with the first, reads with all, and says what is due to be sealed anew', () => {
    const before = one.seal(secret, owner);
    const both = fieldCipher([fresh, old]);
    expect(both.keys).toEqual(['00000002', '00000001']);
    expect(both.open(before, owner)).toEqual({ text: secret, newest: false });
    const after = both.seal(secret, owner);
    expect(after).toMatch(/^sm4\.00000002\./);
    expect(fieldCipher([fresh]).open(after, owner)).toEqual({ text: secret, newest: true });
  });

  test('is refused when it is none', () => {
    expect(() => fieldCipher([])).toThrow(TypeError);
    expect(() => fieldCipher([old, key('00000001', 3)])).toThrow(TypeError);
    expect(() => fieldCipher([{ id: '00000001', bytes: new Uint8Array(16) }])).toThrow(TypeError);
    expect(() => fieldCipher([key('x.y', 1)])).toThrow(TypeError);
  });
});
