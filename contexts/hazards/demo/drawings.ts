import { bringFile } from '#documents';
import type { Actor } from '#kernel';
import { type Dice, diceOf, type Stage } from '#kernel/server';

type Purpose = 'before' | 'after' | 'check';

/** A drawing that stands for a photo (示意图): a wall, a machine, and a marked spot before or a mended one after. */
async function drawing(dice: Dice, mended: boolean): Promise<Buffer> {
  const grey = dice.int(150, 200);
  const x = dice.int(120, 420);
  const spot = mended
    ? `<rect x="${x}" y="300" width="150" height="90" fill="rgb(90,140,110)"/><path d="M${x + 40} 345 l25 25 l50 -55" stroke="white" stroke-width="10" fill="none"/>`
    : `<ellipse cx="${x + 75}" cy="360" rx="95" ry="38" fill="rgb(70,80,92)"/><ellipse cx="${x + 75}" cy="360" rx="120" ry="55" fill="none" stroke="rgb(200,16,46)" stroke-width="6" stroke-dasharray="16 10"/>`;
  const bricks = Array.from(
    { length: 40 },
    () =>
      `<rect x="${dice.int(0, 640)}" y="${dice.int(0, 240)}" width="${dice.int(30, 90)}" height="18" fill="rgb(${grey - dice.int(5, 30)},${grey - dice.int(8, 30)},${grey - dice.int(10, 40)})"/>`,
  ).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="rgb(${grey},${grey - 4},${grey - 10})"/>${bricks}
    <rect y="250" width="640" height="230" fill="rgb(${grey - 60},${grey - 62},${grey - 66})"/><rect x="${dice.int(20, 60)}" y="${dice.int(90, 130)}" width="${dice.int(120, 190)}" height="200" rx="8" fill="rgb(60,84,100)"/>${spot}
    <rect y="448" width="640" height="32" fill="rgb(27,42,51)"/></svg>`;
  const { default: sharp } = await import('sharp');
  return sharp(Buffer.from(svg)).resize(480, 360).jpeg({ quality: 62 }).toBuffer();
}

/** A JPEG comment (COM) behind the start mark: the picture stays, its hash is one of its own. */
function remarked(picture: Buffer, remark: string): Buffer {
  const text = Buffer.from(remark, 'utf8');
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([picture.subarray(0, 2), head, text, picture.subarray(2)]);
}

/** Different drawings; one enterprise meets each at most once before they come round again. */
const DRAWINGS = 48;

interface Drawn {
  picture: Buffer;
  known?: Awaited<ReturnType<typeof bringFile>>['kept'];
}

/** Takes pictures for the stories of a stage: each is a file of its own, brought by whoever needs it. */
export function camera(stage: Stage) {
  const drawn = new Map<string, Promise<Drawn>>();
  const taken = new Map<string, number>();
  const draw = (kind: string, i: number): Promise<Drawn> => {
    const key = `${kind} ${i}`;
    const there =
      drawn.get(key) ?? drawing(diceOf(`picture ${key}`), kind === 'mended').then((picture) => ({ picture }));
    drawn.set(key, there);
    return there;
  };
  /** Hash of a new picture of this enterprise, ready to be attached by `by`. */
  return async (at: string, by: Actor, enterprise: string, purpose: Purpose): Promise<string> => {
    const n = taken.get(enterprise) ?? 0;
    taken.set(enterprise, n + 1);
    const one = await draw(purpose === 'before' ? 'found' : 'mended', n % DRAWINGS);
    const bytes = remarked(one.picture, `演示 ${enterprise} ${n}`);
    const brought = await bringFile({ ...stage.runner, clock: () => at }, stage.dataFolder, by, {
      bytes,
      name: `演示-${purpose}-${n + 1}.jpg`,
      ...(one.known ? { known: { ...one.known, bytes: bytes.length } } : {}),
    });
    one.known ??= brought.kept;
    return brought.hash;
  };
}
