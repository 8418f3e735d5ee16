/**
 * Reading and writing of tar archives as streams: ustar with pax headers for long or non-ASCII names and for more than
 * 8 GiB, so that any `tar` opens them. Only files and folders; a backup has nothing else.
 */

const BLOCK = 512;

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

function octal(value: number, width: number): string {
  return `${Math.floor(value)
    .toString(8)
    .padStart(width - 1, '0')}\0`;
}

function header(name: string, size: number, type: string, mode: number, mtime: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'utf8');
  block.write(octal(mode & 0o7777, 8), 100, 'latin1');
  block.write(octal(0, 8), 108, 'latin1');
  block.write(octal(0, 8), 116, 'latin1');
  block.write(octal(size > 0o77777777777 ? 0 : size, 12), 124, 'latin1');
  block.write(octal(mtime, 12), 136, 'latin1');
  block.write('        ', 148, 'latin1');
  block.write(type, 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** A pax record counts its own length in bytes, digits included. */
function paxRecord(key: string, value: string): string {
  const body = Buffer.byteLength(` ${key}=${value}\n`);
  let length = body + String(body).length;
  if (body + String(length).length !== length) length = body + String(length).length;
  return `${length} ${key}=${value}\n`;
}

/** The header blocks of an entry; its bytes and `tarPadding` follow. */
export function tarHeader(entry: TarEntry): Buffer {
  const name = entry.kind === 'folder' ? `${entry.path.replace(/\/$/, '')}/` : entry.path;
  const type = entry.kind === 'folder' ? '5' : '0';
  const plain = Buffer.byteLength(name) <= 100 && /^[\x20-\x7e]+$/.test(name);
  const records = [
    ...(plain ? [] : [paxRecord('path', name)]),
    ...(entry.size > 0o77777777777 ? [paxRecord('size', String(entry.size))] : []),
  ].join('');
  const main = header(plain ? name : 'see-pax-header', entry.size, type, entry.mode, entry.mtime);
  if (records === '') return main;
  const bytes = Buffer.from(records);
  return Buffer.concat([
    header('PaxHeader', bytes.length, 'x', 0o644, entry.mtime),
    bytes,
    tarPadding(bytes.length),
    main,
  ]);
}

/** Zeros up to the next block after `size` bytes. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** What ends an archive. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/** Takes exact numbers of bytes out of a stream of pieces. */
class ByteSource {
  readonly #pieces: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);
  constructor(stream: AsyncIterable<Buffer>) {
    this.#pieces = stream[Symbol.asyncIterator]();
  }

  /** At most `most` bytes, at least one; undefined at the end. */
  async some(most: number): Promise<Buffer | undefined> {
    while (this.#held.length === 0) {
      const next = await this.#pieces.next();
      if (next.done) return undefined;
      this.#held = next.value;
    }
    const part = this.#held.subarray(0, most);
    this.#held = this.#held.subarray(part.length);
    return part;
  }

  async exactly(size: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let left = size; left > 0; ) {
      const part = await this.some(left);
      if (!part) throw new TarError('归档在中途结束');
      parts.push(part);
      left -= part.length;
    }
    return Buffer.concat(parts, size);
  }
}

function readPax(bytes: Buffer): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const length = Number(bytes.toString('latin1', at, space));
    if (!(length > 0) || at + length > bytes.length) throw new TarError('归档的扩展头损坏');
    const [key = '', ...value] = bytes.toString('utf8', space + 1, at + length - 1).split('=');
    found.set(key, value.join('='));
    at += length;
  }
  return found;
}

/**
 * Reads an archive piece by piece; each entry's `body` must be read to its end before the next entry is asked for.
 * Throws `TarError` for anything that is not an archive of files and folders as `tarHeader` writes it.
 */
export async function* readTar(
  stream: AsyncIterable<Buffer>,
): AsyncGenerator<TarEntry & { body: AsyncIterable<Buffer> }> {
  const source = new ByteSource(stream);
  let pax = new Map<string, string>();
  for (;;) {
    const block = await source.exactly(BLOCK);
    if (block.every((byte) => byte === 0)) {
      // Read on to the end: the gzip trailer behind it holds the checksum of the whole.
      while (await source.some(BLOCK));
      return;
    }
    const number = (from: number, width: number) =>
      Number.parseInt(block.toString('latin1', from, from + width), 8) || 0;
    const sum = block.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
    if (number(148, 8) !== sum) throw new TarError('归档的文件头损坏');
    const type = block.toString('latin1', 156, 157);
    const size = Number(pax.get('size') ?? number(124, 12));
    if (type === 'x') {
      if (size > 1024 * 1024) throw new TarError('归档的扩展头过大');
      pax = readPax(await source.exactly(size));
      await source.exactly(tarPadding(size).length);
      continue;
    }
    if (type !== '0' && type !== '5') throw new TarError(`归档中有不支持的条目类型 ${JSON.stringify(type)}`);
    const path = (pax.get('path') ?? block.toString('utf8', 0, 100).replace(/\0.*$/s, '')).replace(/\/$/, '');
    pax = new Map();
    let left = type === '0' ? size : 0;
    const body = (async function* () {
      while (left > 0) {
        const part = await source.some(left);
        if (!part) throw new TarError(`归档在文件 ${path} 中途结束`);
        left -= part.length;
        yield part;
      }
    })();
    yield {
      path,
      kind: type === '5' ? 'folder' : 'file',
      size: left,
      mode: number(100, 8),
      mtime: number(136, 12),
      body,
    };
    for await (const _ of body);
    await source.exactly(tarPadding(size).length);
  }
}
