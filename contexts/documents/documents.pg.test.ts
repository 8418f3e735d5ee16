import { readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintId } from '#kernel';
import { reading, replay, systemActor } from '#kernel/server';
import { duplicatesOf, usesOf } from './attach.ts';
import { originalPath } from './places.ts';
import { use } from './subjects.ts';
import { sweepFiles } from './sweep.ts';
import { type Archive, county, drawing, hashOf, openArchive } from './testing.ts';

const DAY = 86_400_000;
let a: Archive;
let worker: string;
let otherWorker: string;
let town: string;
let otherTown: string;
let officer: string;
let photo: Buffer;

beforeAll(async () => {
  a = await openArchive();
  [worker, otherWorker, town, otherTown, officer] = (await Promise.all(
    ['worker', 'other-worker', 'town', 'other-town', 'officer'].map((one) => a.enter(one)),
  )) as [string, string, string, string, string];
  photo = await drawing(1)
    .jpeg({ quality: 90 })
    .withExifMerge({ IFD0: { Copyright: 'SECRET-EXIF' } })
    .toBuffer();
});
afterAll(() => a.close());

const left = async () => (await readdir(join(a.dataFolder, 'files', 'incoming')).catch(() => [])).length;

describe('a file comes in', () => {
  it('whole, under its hash, and twice is once', async () => {
    const first = await a.put(worker, photo, { name: encodeURIComponent('一号车间 整改前.jpg') });
    expect(first).toMatchObject({
      status: 200,
      body: {
        sha256: hashOf(photo),
        bytes: photo.length,
        kind: 'image/jpeg',
        width: 640,
        height: 480,
        seenElsewhere: [],
      },
    });
    expect((await stat(originalPath(a.dataFolder, first.sha256))).size).toBe(photo.length);
    expect((await a.put(worker, photo)).status).toBe(200);
    expect(await left()).toBe(0);
  });

  it('a hash that is not its own is refused and nothing stays', async () => {
    const other = await drawing(2).jpeg().toBuffer();
    const { status, body } = await a.put(worker, photo, { sha256: hashOf(other) });
    expect([status, body.refused.code]).toEqual([422, 'INVALID']);
    expect(body.refused.places[0].allowed).toBe(hashOf(photo));
    expect((await a.get(worker, hashOf(other))).status).toBe(404);
    expect(await left()).toBe(0);
  });

  it('turned by EXIF, its size is the one that is seen', async () => {
    const turned = await drawing(3).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect((await a.put(worker, turned)).body).toMatchObject({ width: 480, height: 640 });
    const view = await sharp((await a.get(worker, hashOf(turned), 'view')).bytes).metadata();
    expect([view.width, view.height, view.orientation]).toEqual([480, 640, undefined]);
  });

  it.each([
    ['nothing', async () => Buffer.alloc(0), 422, /空的/],
    ['text', async () => Buffer.from('这不是照片，这不是照片，这不是照片'), 422, /不能上传/],
    [
      'an SVG',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      422,
      /不能上传/,
    ],
    ['a page', async () => Buffer.from('<!doctype html><html><body>hello world</body></html>'), 422, /不能上传/],
    [
      'a GIF',
      async () => Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
      422,
      /不能上传/,
    ],
    [
      'HEIC',
      async () => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(400)]),
      422,
      /HEIC/,
    ],
    [
      'a picture with a page in its comment',
      async () => Buffer.concat([photo.subarray(0, 2), comment('<script>alert(1)</script>'), photo.subarray(2)]),
      422,
      /网页代码/,
    ],
    [
      'a picture with an archive behind it',
      async () => Buffer.concat([photo, Buffer.from('PK\u0003\u0004 and what is in it')]),
      422,
      /结尾之后还附有 22 字节别的内容/,
    ],
    [
      'a picture with a page behind it',
      async () => Buffer.concat([photo, Buffer.from('<html><body onload=alert(1)>')]),
      422,
      /网页代码/,
    ],
    ['half a picture', async () => photo.subarray(0, photo.length / 2), 422, /不完整或已损坏/],
    ['only a picture’s first bytes', async () => photo.subarray(0, 64), 422, /损坏/],
    [
      'noise that calls itself PNG',
      async () => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(500, 7)]),
      422,
      /损坏/,
    ],
    [
      '65 megapixels',
      () =>
        sharp({ create: { width: 10_001, height: 6_500, channels: 3, background: '#777' } })
          .png({ compressionLevel: 1 })
          .toBuffer(),
      413,
      /6400 万像素/,
    ],
  ] as [string, () => Promise<Buffer>, number, RegExp][])(
    '%s is refused with a sentence',
    async (_, make, status, why) => {
      const reply = await a.put(worker, await make());
      expect([reply.status, reply.body.refused.message]).toEqual([status, expect.stringMatching(why)]);
      expect(await left()).toBe(0);
    },
  );

  it('over 20 MB is refused, said beforehand or found on the way', async () => {
    const large = Buffer.concat([photo, Buffer.alloc(20 * 1_048_576)]);
    const said = await a.put(worker, large);
    expect([said.status, said.body.refused.message]).toEqual([413, '文件过大，最多 20 MB']);
    const address = await a.app.listen({ port: 0, host: '127.0.0.1' });
    const chunks = new ReadableStream({
      start(out) {
        for (let at = 0; at < large.length; at += 1_048_576) out.enqueue(large.subarray(at, at + 1_048_576));
        out.close();
      },
    });
    const reply = await fetch(`${address}/api/v1/files/${hashOf(large)}`, {
      method: 'PUT',
      body: chunks,
      duplex: 'half',
      headers: { cookie: worker },
    } as RequestInit);
    expect([reply.status, ((await reply.json()) as { refused: { code: string } }).refused.code]).toEqual([
      413,
      'TOO_LARGE',
    ]);
    expect(await left()).toBe(0);
  });

  it('CMYK and PNG with transparency are shown in plain sRGB', async () => {
    const cmyk = await drawing(4).flatten({ background: '#fff' }).toColourspace('cmyk').jpeg().toBuffer();
    const clear = await sharp({
      create: { width: 300, height: 200, channels: 4, background: { r: 200, g: 0, b: 0, alpha: 0.4 } },
    })
      .png()
      .toBuffer();
    for (const bytes of [cmyk, clear]) {
      expect((await a.put(worker, bytes)).status).toBe(200);
      const copy = await sharp((await a.get(worker, hashOf(bytes), 'thumb')).bytes).metadata();
      expect([copy.format, copy.space, copy.hasAlpha]).toEqual(['webp', 'srgb', false]);
    }
  });

  it('names are shown, never followed', async () => {
    for (const [i, name] of [
      '..%2F..%2F..%2Fetc%2Fpasswd',
      '%2Ftmp%2Fx',
      'C%3A%5Cx',
      '%00',
      '%zz',
      'a'.repeat(3000),
    ].entries()) {
      expect(
        (
          await a.put(
            worker,
            await drawing(100 + i)
              .jpeg()
              .toBuffer(),
            { name },
          )
        ).status,
      ).toBe(200);
    }
    expect((await a.put(worker, photo, { name: 'x.html' })).body.refused.message).toContain('不符');
    for (const bad of ['..%2f..%2fetc%2fpasswd', 'a'.repeat(63), `${'a'.repeat(64)}%00`, 'Z'.repeat(64)]) {
      expect((await a.put(worker, photo, { sha256: bad })).status).toBe(422);
      expect((await a.get(worker, bad)).status).toBe(404);
    }
    expect((await readdir(a.dataFolder)).sort()).toEqual(['copies', 'files']);
  });

  it('only from somebody signed in who may write', async () => {
    expect((await a.put('', photo)).status).toBe(401);
    expect((await a.put(await a.enter('auditor'), photo)).status).toBe(403);
  });
});

/** A JPEG comment segment. */
function comment(text: string): Buffer {
  const body = Buffer.from(text);
  return Buffer.concat([Buffer.from([0xff, 0xfe, 0, body.length + 2]), body]);
}

describe('who may read a file', () => {
  const id = mintId();

  it('before it is used: who brought it, and the county', async () => {
    for (const [cookie, status] of [
      [worker, 200],
      [officer, 200],
      [town, 404],
      [otherWorker, 404],
      [otherTown, 404],
      ['', 401],
    ] as const) {
      expect((await a.get(cookie, hashOf(photo), 'thumb')).status).toBe(status);
    }
  });

  it('nobody attaches what he has not brought and cannot see', async () => {
    const reply = await a.attach(otherWorker, { id: mintId(), at: 1, photos: [{ sha256: hashOf(photo) }] });
    expect([reply.status, reply.body.refused.places[0].value]).toEqual([422, hashOf(photo)]);
  });

  it('used: also who sees the use', async () => {
    const given = {
      sha256: hashOf(photo),
      capturedAt: '2022-05-31T08:00:00+08:00',
      lat: 35.5,
      lng: 112.9,
      note: '破口',
    };
    expect((await a.attach(worker, { id, photos: [given, given] })).status).toBe(200);
    expect((await a.attach(worker, { id, photos: [given] })).status, 'again is no second use').toBe(200);
    for (const [cookie, status] of [
      [worker, 200],
      [officer, 200],
      [town, 200],
      [otherWorker, 404],
      [otherTown, 404],
    ] as const) {
      expect((await a.get(cookie, hashOf(photo))).status).toBe(status);
    }
    const shown = await reading(a.runner, systemActor(county), (_, reads) => usesOf(reads, 'case', id));
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatchObject({
      purpose: 'before',
      capturedAt: '2022-05-31T00:00:00Z',
      lat: '35.500000',
      datum: 'WGS-84',
      note: '破口',
      by: '工百炼',
      width: 640,
      fromAlbum: false,
    });
    expect((await replay(a.db.pools.app, county, use as never)).wrong).toEqual([]);
  });

  it('the same bytes brought by another are his too, and say nothing of the first', async () => {
    const reply = await a.put(otherWorker, photo);
    expect([reply.status, reply.body.seenElsewhere]).toEqual([200, []]);
    expect((await a.get(otherWorker, hashOf(photo))).status).toBe(200);
  });

  it('each wall holds alone', async () => {
    const sha256 = (await a.put(worker, await drawing(60).jpeg().toBuffer())).sha256;
    for (const walls of [
      { app: false, database: true },
      { app: true, database: false },
    ]) {
      a.runner.walls = walls;
      expect((await a.get(worker, sha256)).status).toBe(200);
      expect((await a.get(otherWorker, sha256)).status).toBe(404);
      expect((await a.get(otherTown, sha256)).status).toBe(404);
    }
    delete a.runner.walls;
  });
});

describe('a file goes out', () => {
  it('as copies without metadata, small and upright', async () => {
    const thumb = await a.get(worker, hashOf(photo), 'thumb');
    const view = await a.get(worker, hashOf(photo));
    for (const [copy, width] of [
      [thumb, 320],
      [view, 640],
    ] as const) {
      const meta = await sharp(copy.bytes).metadata();
      expect([meta.format, meta.width, meta.exif]).toEqual(['webp', width, undefined]);
      expect(copy.bytes.includes('SECRET-EXIF')).toBe(false);
      expect(copy.headers).toMatchObject({
        'content-type': 'image/webp',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; sandbox",
      });
    }
    const again = await a.get(worker, hashOf(photo), 'thumb', { 'if-none-match': String(thumb.headers.etag) });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    expect(
      (await a.get(otherTown, hashOf(photo), 'thumb', { 'if-none-match': String(thumb.headers.etag) })).status,
    ).toBe(404);
  });

  it('as the original bytes, offered by its name', async () => {
    const original = await a.get(worker, hashOf(photo), 'original');
    expect(hashOf(original.bytes)).toBe(hashOf(photo));
    expect(original.headers['content-disposition']).toMatch(/^attachment; filename="file\.jpg"; filename\*=UTF-8''/);
    expect((await a.get(worker, hashOf(photo), 'huge')).status).toBe(422);
  });

  it('a PDF only as its original', async () => {
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');
    expect((await a.put(worker, pdf, { name: encodeURIComponent('整改方案.pdf') })).body).toMatchObject({
      kind: 'application/pdf',
      width: null,
    });
    expect((await a.get(worker, hashOf(pdf), 'thumb')).status).toBe(422);
    const original = await a.get(worker, hashOf(pdf), 'original');
    expect(original.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringContaining(encodeURIComponent('整改方案.pdf')),
    });
  });

  it('an original damaged on disk is a sentence, no crash', async () => {
    const bytes = await drawing(70).jpeg().toBuffer();
    await a.put(worker, bytes);
    await truncate(originalPath(a.dataFolder, hashOf(bytes)), 100);
    const reply = await a.get(worker, hashOf(bytes));
    expect(reply.status).toBe(410);
    expect(reply.bytes.toString()).toContain('备份');
    expect((await a.put(worker, bytes)).status, 'brought again it is whole again').toBe(200);
    expect((await a.get(worker, hashOf(bytes))).status).toBe(200);
  });
});

describe('a photo used twice', () => {
  const first = mintId();
  const second = mintId();
  const elsewhere = mintId();
  const found = (hashes: string[], id: string) =>
    reading(a.runner, systemActor(county), (_, reads) => duplicatesOf(reads, hashes, { kind: 'case', id }));

  it('is found by its bytes anywhere, by its look within the enterprise; another photo is not', async () => {
    const scene = await drawing(200).jpeg({ quality: 92 }).toBuffer();
    const anew = await sharp(scene).resize(500).jpeg({ quality: 60 }).toBuffer();
    const another = await drawing(201).jpeg().toBuffer();
    for (const bytes of [scene, anew, another]) await a.put(worker, bytes);
    await a.put(otherWorker, scene);
    await a.put(otherWorker, anew);
    await a.attach(worker, { id: first, photos: [{ sha256: hashOf(scene) }] });
    await a.attach(worker, { id: second, photos: [{ sha256: hashOf(anew) }, { sha256: hashOf(another) }] });
    expect(await found([hashOf(anew), hashOf(another)], second)).toEqual([
      { sha256: hashOf(anew), how: 'alike', subjectKind: 'case', subjectId: first, at: expect.any(String) },
    ]);
    await a.attach(otherWorker, { id: elsewhere, at: 1, photos: [{ sha256: hashOf(scene) }] });
    expect((await found([hashOf(scene)], elsewhere)).map((d) => [d.how, d.subjectId])).toEqual([['same', first]]);
    expect((await found([hashOf(scene)], first)).map((d) => [d.how, d.subjectId])).toEqual([
      ['same', elsewhere],
      ['alike', second],
    ]);
    const seen = (await a.put(worker, scene)).body.seenElsewhere;
    expect(
      seen.map((d: { subjectId: string }) => d.subjectId).sort(),
      'the other enterprise’s use is not told',
    ).toEqual([first, second].sort());
  });

  it('blank walls are not alike', async () => {
    const wall = (c: string) =>
      sharp({ create: { width: 400, height: 300, channels: 3, background: c } })
        .jpeg()
        .toBuffer();
    const [one, two] = [await wall('#888'), await wall('#999')];
    const ids = [mintId(), mintId()];
    for (const [i, bytes] of [one, two].entries()) {
      await a.put(worker, bytes);
      await a.attach(worker, { id: ids[i]!, photos: [{ sha256: hashOf(bytes) }] });
    }
    expect(await found([hashOf(one)], ids[0]!)).toEqual([]);
  });
});

describe('what nobody used', () => {
  it('goes after seven days; evidence, and what was just brought again, stays', async () => {
    const [lost, again, kept, plain] = (await Promise.all(
      [300, 301, 302, 303].map((seed) => drawing(seed).jpeg().toBuffer()),
    )) as [Buffer, Buffer, Buffer, Buffer];
    for (const bytes of [lost, again, kept, plain]) await a.put(worker, bytes);
    await a.get(worker, hashOf(lost), 'thumb');
    await a.attach(worker, { id: mintId(), photos: [{ sha256: hashOf(kept), original: hashOf(plain) }] });
    a.later(7 * DAY - 1);
    worker = await a.enter('worker');
    await a.put(worker, again);
    await writeFile(join(a.dataFolder, 'files', 'incoming', 'just-now'), 'x');
    a.later(2);
    const before = await sweepFiles(a.runner, county, a.dataFolder);
    expect(before).toBeGreaterThan(0);
    expect(await sweepFiles(a.runner, county, a.dataFolder)).toBe(0);
    for (const [bytes, there] of [
      [lost, false],
      [again, true],
      [kept, true],
      [plain, true],
      [photo, true],
    ] as const) {
      expect(
        await stat(originalPath(a.dataFolder, hashOf(bytes))).then(
          () => true,
          () => false,
        ),
      ).toBe(there);
      expect((await a.get(worker, hashOf(bytes), 'thumb')).status).toBe(there ? 200 : 404);
    }
    expect(await left(), 'an upload under way is left alone').toBe(1);
    expect((await a.put(worker, lost)).status).toBe(200);
    expect((await a.get(worker, hashOf(lost), 'thumb')).status).toBe(200);
  });
});
