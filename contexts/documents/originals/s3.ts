import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { kindOf } from '../domain/file.rule.ts';
import { largestBytes } from '../domain/words.ts';
import { incomingFolder, originalInData } from '../places.ts';
import { bucketOf } from './bucket.ts';
import { diskStore } from './disk.ts';
import { type BucketSettings, type OriginalsStore, StoreFault } from './store.ts';

/** Stops a body that is longer than anything that was ever taken: what it begins with is enough to see that it is not what came in. */
const noLonger = (): Transform => {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const room = largestBytes + 1 - bytes;
      bytes += chunk.length;
      done(null, room > 0 ? chunk.subarray(0, room) : undefined);
    },
  });
};

/**
 * Originals in a bucket, under the names they have below the data folder. What lay in the data folder before the bucket was named is still
 * found there, so that one may change over without copying first. A file that is read passes through the data folder's `files/incoming`
 * and leaves nothing there.
 */
export function s3Store(dataFolder: string, settings: BucketSettings): OriginalsStore {
  const bucket = bucketOf(settings);
  const disk = diskStore(dataFolder);
  const fetched = async (body: ReadableStream): Promise<string> => {
    const folder = incomingFolder(dataFolder);
    await mkdir(folder, { recursive: true });
    const temporary = join(folder, randomUUID());
    try {
      await pipeline(Readable.fromWeb(body), noLonger(), createWriteStream(temporary, { flags: 'wx', mode: 0o600 }));
      return temporary;
    } catch (error) {
      await rm(temporary, { force: true });
      // A disk of ours that is full is another matter than a connection that was cut.
      if ((error as NodeJS.ErrnoException).syscall === 'write') throw error;
      throw new StoreFault('away', `${settings.endpoint}（传到一半断开）`);
    }
  };
  return {
    async settle(temporary, sha256) {
      const bytes = await readFile(temporary);
      const type = kindOf(bytes.subarray(0, 16));
      const reply = await bucket.ask('PUT', originalInData(sha256), {
        body: bytes,
        sha256,
        type: type === null || type === 'heic' ? 'application/octet-stream' : type,
      });
      await reply.body?.cancel();
      // Only an object can be missing where one is read.
      if (!reply.ok) throw new StoreFault('away', `${settings.endpoint} 答 ${reply.status}`);
      await rm(temporary, { force: true });
    },
    async open(sha256) {
      const reply = await bucket.ask('GET', originalInData(sha256));
      if (!reply.ok || !reply.body) return disk.open(sha256);
      const path = await fetched(reply.body as ReadableStream);
      try {
        return await open(path, 'r');
      } finally {
        // The handle keeps the bytes; the name goes at once.
        await rm(path, { force: true });
      }
    },
    async length(sha256) {
      const reply = await bucket.ask('HEAD', originalInData(sha256));
      await reply.body?.cancel();
      return reply.ok ? Number(reply.headers.get('content-length') ?? -1) : disk.length(sha256);
    },
    async remove(sha256) {
      const reply = await bucket.ask('DELETE', originalInData(sha256));
      await reply.body?.cancel();
      await disk.remove(sha256);
    },
    check: bucket.look,
  };
}
