import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { strangeTail } from './picture-end.rule.ts';
import type { FileKind } from './words.ts';

const whole: Partial<Record<FileKind, Buffer>> = {};
let progressive: Buffer;
beforeAll(async () => {
  const noise = sharp({
    create: {
      width: 120,
      height: 80,
      channels: 3,
      background: '#456',
      noise: { type: 'gaussian', mean: 120, sigma: 40 },
    },
  });
  whole['image/jpeg'] = await noise.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer();
  whole['image/png'] = await noise.clone().png().toBuffer();
  whole['image/webp'] = await noise.clone().webp().toBuffer();
  progressive = await noise.clone().jpeg({ progressive: true }).toBuffer();
});

const kinds: FileKind[] = ['image/jpeg', 'image/png', 'image/webp'];
const joined = (...parts: (Buffer | string)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1')));
const box = (type: string, size: number) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32BE(size);
  bytes.write(type, 4, 'latin1');
  return bytes;
};
const samsung = (data: Buffer) => {
  const table = Buffer.alloc(24);
  table.write('SEFH');
  table.writeUInt32LE(106, 4);
  table.writeUInt32LE(1, 8);
  table.writeUInt32LE(data.length, 16);
  table.writeUInt32LE(data.length, 20);
  const end = Buffer.alloc(8);
  end.writeUInt32LE(table.length);
  end.write('SEFT', 4);
  return joined(data, table, end);
};

describe.each(kinds)('%s', (kind) => {
  test('ends where it ends', () => {
    expect(strangeTail(whole[kind]!, kind)).toBe(0);
    expect(strangeTail(joined(whole[kind]!, Buffer.alloc(300)), kind), 'filled up').toBe(0);
  });
  test.each([
    ['an archive', 'PK\u0003\u0004rest'],
    ['a program', 'MZ\u0090\u0000program'],
    ['one byte', 'x'],
    ['words after zeros', '\u0000\u0000\u0000hidden'],
  ])('%s behind it is told to the byte', (_, tail) => {
    expect(strangeTail(joined(whole[kind]!, tail), kind)).toBe(tail.length);
  });
  test('one that is cut short is for the decoder to tell', () => {
    expect(strangeTail(whole[kind]!.subarray(0, -20), kind)).toBe(0);
  });
});

describe('what cameras append', () => {
  test('a progressive picture of many scans is one', () => {
    expect(strangeTail(progressive, 'image/jpeg')).toBe(0);
    expect(strangeTail(joined(progressive, 'x'), 'image/jpeg')).toBe(1);
  });
  test('further pictures, a short film, the table of Samsung', () => {
    const jpeg = whole['image/jpeg']!;
    const film = joined(box('ftyp', 24), box('moov', 100), box('mdat', 400));
    for (const good of [
      joined(jpeg, progressive),
      joined(jpeg, progressive, Buffer.alloc(10), progressive),
      joined(jpeg, film),
      joined(jpeg, progressive, film),
      joined(jpeg, samsung(Buffer.from('Image_UTC_Data1647222222222'))),
      joined(jpeg, film, samsung(Buffer.from('MotionPhoto_Data'))),
    ])
      expect(strangeTail(good, 'image/jpeg')).toBe(0);
    for (const [bad, n] of [
      [joined(jpeg, progressive, 'PK'), 2],
      [joined(jpeg, film, 'PK..'), 4],
      [joined(jpeg, 'PK', samsung(Buffer.from('x'))), 2 + 33],
    ] as const)
      expect(strangeTail(bad, 'image/jpeg')).toBe(n);
  });
});
