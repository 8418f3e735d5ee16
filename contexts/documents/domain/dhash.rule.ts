/** dHash of a picture: of 9×8 grey values, whether each is darker than its right neighbour — 64 bits as 16 hex digits. */
export function dhashOf(grey: ArrayLike<number>): string {
  if (grey.length !== 72) throw new Error('dHash needs 9×8 grey values');
  let bits = 0n;
  for (let y = 0; y < 8; y++) for (let x = 0; x < 8; x++) bits = (bits << 1n) | (grey[y * 9 + x]! < grey[y * 9 + x + 1]! ? 1n : 0n);
  return bits.toString(16).padStart(16, '0');
}

/** In how many bits two hashes differ. */
export function hamming(a: string, b: string): number {
  let x = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let n = 0;
  for (; x > 0n; x &= x - 1n) n += 1;
  return n;
}
