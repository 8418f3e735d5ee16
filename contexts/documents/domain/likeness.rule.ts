/** Likeness (感知摘要): 64 bits, each whether one of 9×8 grey cells is darker than its right neighbour (dHash). */

export const likenessSize = { width: 9, height: 8 } as const;
/** Photos of one place at one moment differ in more bits; the same photo saved anew differs in at most this many. */
export const alikeWithin = 4;

/** Where the five pieces begin and end, in hexadecimal digits: documents.file.look_1 … look_5 are the same. */
const pieces = [
  [0, 3],
  [3, 6],
  [6, 9],
  [9, 12],
  [12, 16],
] as const;
/** Fewer set (or unset) bits than this, or hardly any contrast, and the picture is a blank wall: like every other one. */
const fewestBits = 6;
const leastContrast = 12;

/** dHash of 9×8 grey bytes as 16 hexadecimal digits; null when the picture has too little in it to tell it from others. */
export function likenessOf(grey: Uint8Array): string | null {
  const { width, height } = likenessSize;
  if (grey.length !== width * height)
    throw new RangeError(`likeness takes ${width * height} grey bytes, not ${grey.length}`);
  let bits = 0n;
  let set = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width - 1; x += 1) {
      const darker = (grey[y * width + x] as number) < (grey[y * width + x + 1] as number);
      bits = (bits << 1n) | (darker ? 1n : 0n);
      if (darker) set += 1;
    }
  }
  const contrast = Math.max(...grey) - Math.min(...grey);
  if (set < fewestBits || set > 64 - fewestBits || contrast < leastContrast) return null;
  return bits.toString(16).padStart(16, '0');
}

/** The five pieces of a hash. Two hashes at most four bits apart agree in at least one, and equal pieces are what an index can find. */
export const piecesOf = (hash: string): string[] => pieces.map(([from, to]) => hash.slice(from, to));

/** In how many bits two hashes differ, 0–64. */
export function distance(a: string, b: string): number {
  let rest = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let n = 0;
  for (; rest > 0n; rest &= rest - 1n) n += 1;
  return n;
}
