import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alikeWithin, distance, likenessOf, piecesOf } from './likeness.rule.ts';

const hash = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
const hex = (n: bigint) => n.toString(16).padStart(16, '0');

describe('likeness', () => {
  it('is one bit for each pair of neighbours', () => {
    const grey = Uint8Array.from({ length: 72 }, (_, i) => (i % 9) * 20);
    expect(likenessOf(grey), 'all bits set is a plain gradient').toBe(null);
    for (let y = 0; y < 4; y += 1) for (let x = 0; x < 9; x += 1) grey[y * 9 + x] = 160 - x * 20;
    expect(likenessOf(grey)).toBe('00000000ffffffff');
  });

  it('a blank wall has none', () => {
    expect(likenessOf(new Uint8Array(72).fill(120))).toBe(null);
    expect(likenessOf(Uint8Array.from({ length: 72 }, (_, i) => 120 + (i % 2)))).toBe(null);
    expect(() => likenessOf(new Uint8Array(71))).toThrow(RangeError);
  });

  it('two hashes up to four bits apart share a piece', () => {
    fc.assert(
      fc.property(hash, fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: alikeWithin }), (one, flips) => {
        const other = flips.reduce((n, bit) => n ^ (1n << BigInt(bit)), one);
        expect(distance(hex(one), hex(other))).toBe(flips.length);
        const pieces = piecesOf(hex(other));
        expect(piecesOf(hex(one)).some((piece, i) => piece === pieces[i])).toBe(true);
      }),
    );
  });

  it('the pieces are the whole hash', () => {
    fc.assert(fc.property(hash, (n) => piecesOf(hex(n)).join('') === hex(n)));
  });
});
