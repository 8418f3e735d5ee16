/**
 * Tar archives of files and folders, by tar-stream (decision 0026): any `tar` opens what is written. Here is only what a backup needs
 * beyond it: nothing but files and folders is taken, an archive cut off is told, and whoever reads the fault reads Chinese.
 */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { extract, type Pack, pack } from 'tar-stream';

/** One thing in an archive. `size` in bytes, 0 for a folder. */
export interface TarEntry {
  path: string;
  kind: 'file' | 'folder';
  size: number;
  mode: number;
  /** Seconds since 1970. */
  mtime: number;
}

/** A damaged or foreign archive. */
export class TarError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TarError';
  }
}

/** What ends an archive: two blocks of zeros. */
const END_BYTES = 1024;

/** An archive to write: pipe it on, open its entries one after another, `finalize()` it. */
export const newTar = (): Pack => pack();

/** An entry being written: as many bytes as its size says, then `end()`, before the next one is opened. */
export interface OpenEntry {
  /** Waits while nobody takes what was written. */
  write(part: Buffer): Promise<void>;
  end(): Promise<void>;
}

/** Opens an entry of an archive. */
export function openEntry(archive: Pack, { path, kind, size, mode, mtime }: TarEntry): OpenEntry {
  let settle: (error?: Error | null) => void = () => {};
  const over = new Promise<void>((resolve, reject) => {
    settle = (error) => (error ? reject(error) : resolve());
  });
  over.catch(() => {});
  const type = kind === 'folder' ? 'directory' : 'file';
  const sink = archive.entry({ name: path, type, size, mode, mtime: new Date(mtime * 1_000) }, settle);
  return {
    async write(part) {
      if (!sink.write(part)) await Promise.race([once(sink, 'drain'), over]);
    },
    end() {
      sink.end();
      return over;
    },
  };
}

/** The stream itself, with an eye on whether it ends as an archive does: tar-stream takes one that was cut between two entries. */
async function* whole(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let last: Buffer = Buffer.alloc(0);
  for await (const piece of stream) {
    yield piece;
    last = piece.length >= END_BYTES ? piece.subarray(-END_BYTES) : Buffer.concat([last, piece]).subarray(-END_BYTES);
  }
  if (last.length < END_BYTES || last.some((byte) => byte !== 0)) throw new TarError('归档在中途结束');
}

/** tar-stream's words in ours; what is no fault of the archive (gzip, the disk) stays as it is. */
function fault(error: unknown): unknown {
  const { message } = error as Error;
  if (/Unexpected end of data|Writable stream closed prematurely/.test(message)) return new TarError('归档在中途结束');
  if (/Invalid tar header|Invalid pax/i.test(message)) return new TarError('归档的文件头损坏');
  return error;
}

/**
 * Reads an archive piece by piece; each entry's `body` is to be read before the next entry is asked for, what is left of it is skipped.
 * Throws `TarError` for anything that is not a whole archive of files and folders.
 */
export async function* readTar(
  stream: AsyncIterable<Buffer>,
): AsyncGenerator<TarEntry & { body: AsyncIterable<Buffer> }> {
  const archive = extract();
  const source = Readable.from(whole(stream), { objectMode: false });
  source.once('error', (error) => archive.destroy(error));
  source.pipe(archive);
  try {
    for await (const entry of archive) {
      const { name, type, size = 0, mode = 0, mtime } = entry.header;
      if (type !== 'file' && type !== 'directory')
        throw new TarError(`归档中有不支持的条目类型 ${JSON.stringify(type ?? null)}`);
      yield {
        path: name.replace(/\/$/, ''),
        kind: type === 'directory' ? 'folder' : 'file',
        size: type === 'file' ? size : 0,
        mode,
        mtime: mtime ? mtime.getTime() / 1_000 : 0,
        body: entry as AsyncIterable<Buffer>,
      };
      entry.resume();
    }
  } catch (error) {
    throw fault(error);
  } finally {
    source.destroy();
  }
}
