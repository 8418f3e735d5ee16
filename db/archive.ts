import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { errorCode } from './failure.ts';
import { TAR_END, tarHeader, tarPadding } from './tar.ts';

/** What an archive is and the sha256 of every file in it. It is the archive's last entry. */
export interface BackupManifest {
  format: 'zean-backup/1';
  /** `17.10` */
  postgres: string;
  /** ISO instants: begin of the copy, and the moment the restored database will stand at. */
  begun: string;
  consistentAt: string;
  /** Ids of the keys that seal fields (`field-keys`), which the archive does not hold. Absent in archives of older versions. */
  keys?: string[];
  files: Record<string, { sha256: string; bytes: number }>;
}

export const MANIFEST_FILE = 'manifest.json';
/** Writes entries into one compressed tar file and keeps the sums its manifest will hold. */
export class ArchiveWriter {
  readonly files: BackupManifest['files'] = {};
  readonly #gzip = createGzip({ level: 1 });
  readonly #done: Promise<void>;
  #failed: unknown;
  readonly #tell: (bytes: number, file: string) => void;

  constructor(path: string, tell: (bytes: number, file: string) => void) {
    this.#tell = tell;
    const file = createWriteStream(path, { mode: 0o600, flush: true });
    this.#gzip.pipe(file);
    this.#done = finished(file);
    file.once('error', (error) => {
      this.#failed = error;
      this.#gzip.destroy(error);
    });
    this.#gzip.once('error', (error) => {
      this.#failed ??= error;
    });
    this.#done.catch(() => {});
  }

  async #write(bytes: Buffer): Promise<void> {
    if (this.#failed) throw this.#failed;
    if (bytes.length > 0 && !this.#gzip.write(bytes)) {
      await Promise.race([once(this.#gzip, 'drain'), this.#done]);
      if (this.#failed) throw this.#failed;
    }
  }

  async folder(path: string): Promise<void> {
    await this.#write(tarHeader({ path, kind: 'folder', size: 0, mode: 0o700, mtime: Date.now() / 1000 }));
  }

  async bytes(path: string, content: Buffer): Promise<void> {
    await this.#write(tarHeader({ path, kind: 'file', size: content.length, mode: 0o600, mtime: Date.now() / 1000 }));
    await this.#write(content);
    await this.#write(tarPadding(content.length));
    this.files[path] = { sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length };
    this.#tell(content.length, path);
  }

  /**
   * Copies a file that may be growing, shrinking or vanishing: exactly as many bytes as it had when opened, zeros for what
   * is gone. For the cluster the write-ahead log repairs that; other files do not change once they are there.
   */
  async file(path: string, from: string): Promise<void> {
    const file = await open(from, 'r').catch((error) => {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (!file) return;
    try {
      const { size, mtimeMs } = await file.stat();
      await this.#write(tarHeader({ path, kind: 'file', size, mode: 0o600, mtime: mtimeMs / 1000 }));
      const hash = createHash('sha256');
      for (let left = size; left > 0; ) {
        const want = Math.min(left, 256 * 1024);
        const { bytesRead, buffer } = await file.read(Buffer.alloc(want), 0, want, null);
        const part = bytesRead > 0 ? buffer.subarray(0, bytesRead) : Buffer.alloc(want);
        hash.update(part);
        await this.#write(part);
        left -= part.length;
        this.#tell(part.length, path);
      }
      await this.#write(tarPadding(size));
      this.files[path] = { sha256: hash.digest('hex'), bytes: size };
    } finally {
      await file.close();
    }
  }

  async end(manifest: Omit<BackupManifest, 'files'>): Promise<void> {
    const whole: BackupManifest = { ...manifest, files: { ...this.files } };
    await this.bytes(MANIFEST_FILE, Buffer.from(`${JSON.stringify(whole, null, 1)}\n`));
    await this.#write(TAR_END);
    this.#gzip.end();
    await this.#done;
  }

  abandon(): void {
    this.#gzip.destroy();
  }
}
