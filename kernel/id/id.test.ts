import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idSource, instantOfId, isId, mintId, newId } from './index.ts';

const bytes = (value: number, length = 10) => new Uint8Array(length).fill(value);

describe('ids', () => {
  it('writes the example of RFC 9562 appendix A.6', () => {
    // rand_a = 0xCC3, rand_b = 0x18C4DC0C0C07398F (62 bits), unix_ts_ms = 0x017F22E279B0.
    const tail = (0xcc3n << 62n) | 0x18c4dc0c0c07398fn;
    const random = Uint8Array.from({ length: 10 }, (_, i) => Number((tail >> BigInt(8 * (9 - i))) & 0xffn));
    const id = newId(0x017f22e279b0, random);
    expect(id).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
    expect(instantOfId(id)).toBe('2022-02-22T19:22:22.000Z');
  });

  it.each([
    ['017f22e2-79b0-7cc3-98c4-dc0c0c07398f', true],
    ['017F22E2-79B0-7CC3-98C4-DC0C0C07398F', false],
    ['017f22e2-79b0-4cc3-98c4-dc0c0c07398f', false],
    ['017f22e2-79b0-7cc3-c8c4-dc0c0c07398f', false],
    ['017f22e279b07cc398c4dc0c0c07398f', false],
    ['', false],
  ])('%s is an id: %s', (text, yes) => {
    expect(isId(text)).toBe(yes);
  });

  it('refuses too little randomness and moments that are none', () => {
    expect(() => newId(0, bytes(0, 9))).toThrow(/随机字节/);
    for (const now of [-1, 1.5, Number.NaN, 2 ** 48]) expect(() => newId(now, bytes(0))).toThrow(/时刻/);
  });

  it('ids are valid and carry their moment', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 47 }),
        fc.uint8Array({ minLength: 10, maxLength: 16 }),
        (now, random) => {
          const id = newId(now, random);
          expect(isId(id)).toBe(true);
          expect(Date.parse(instantOfId(id))).toBe(now);
          expect(newId(now, random)).toBe(id);
        },
      ),
    );
  });

  it('a source rises whatever its clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 50 }), (moments) => {
        let i = 0;
        const mint = idSource(
          () => moments[i++ % moments.length] as number,
          (into) => into.fill(moments.length * 5),
        );
        const ids = moments.map(mint);
        expect([...ids].sort()).toEqual(ids);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('a full tail moves the moment on', () => {
    const mint = idSource(
      () => 1_000,
      (into) => into.fill(255),
    );
    const first = mint();
    expect(first.slice(15, 18)).toBe('7ff');
    expect(mint() > first).toBe(true);
  });

  it('mints 10,000 different rising ids', () => {
    const ids = Array.from({ length: 10_000 }, mintId);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
    expect(Math.abs(Date.parse(instantOfId(ids[0] as (typeof ids)[0])) - Date.now())).toBeLessThan(60_000);
  });
});
