import type { FileHandle } from 'node:fs/promises';
import type { Damage } from '../domain/words.ts';

/**
 * Where originals (证据原件) lie, by their hash. There are two: the data folder, and a bucket of S3-compatible storage. Whoever reads one
 * gets a handle on a local file and hashes it (`openWhole`), whichever it is. A method that cannot tell throws: `StoreFault` where the
 * storage is away or refuses, the system's own error where this machine does.
 */
export interface OriginalsStore {
  /** Puts a finished local file under its hash: wholly there afterwards, or it throws and nothing is. The local file may be gone. */
  settle(temporary: string, sha256: string): Promise<void>;
  /** A handle on what lies there, at its beginning; or what is wrong with it. Nothing is believed of the bytes yet. */
  open(sha256: string): Promise<FileHandle | Damage>;
  /** How long what lies there is; null when nothing does. */
  length(sha256: string): Promise<number | null>;
  remove(sha256: string): Promise<void>;
  /** Whether it can be worked with; throws what is wrong. */
  check(): Promise<void>;
}

/** Bucket of S3-compatible storage (兼容 S3 的对象存储). */
export interface BucketSettings {
  /** `https://minio.example.cn:9000`, without a path. */
  endpoint: string;
  bucket: string;
  region: string;
  keyId: string;
  secret: string;
  /** Before every name, `` or ending in `/`. */
  prefix: string;
  /** The bucket in the path (MinIO, Ceph); else in the host name. */
  pathStyle: boolean;
}

const causes = {
  bucket: '存储桶不存在',
  denied: '访问密钥被拒绝',
  clock: '本机时钟与对象存储相差过大',
  full: '对象存储已满',
  away: '连不上对象存储',
} as const;
export type StoreCause = keyof typeof causes;

/** The storage of originals is away or refuses. The message is one Chinese sentence for an operator; it holds no secret. */
export class StoreFault extends Error {
  readonly why: StoreCause;
  /** In words for everybody else: what they can do is wait, and tell an administrator. */
  readonly told: string;

  constructor(why: StoreCause, detail: string) {
    super(`${causes[why]}：${detail}`);
    this.why = why;
    this.told =
      why === 'away'
        ? '证据存储暂时连不上，文件没有存下，也没有取出；请稍后再试'
        : `证据存储不能使用（${causes[why]}），文件没有存下，也没有取出；请告诉管理员`;
  }
}
