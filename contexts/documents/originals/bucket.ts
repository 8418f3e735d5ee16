import { AwsClient } from 'aws4fetch';
import { type BucketSettings, StoreFault } from './store.ts';

/** A request that takes longer is given up: whoever waits for a photo has gone. An original has at most 20 MB. */
const REQUEST_MS = 60_000;
/** The look whether it is there at all is short: health waits for it. */
const LOOK_MS = 5_000;

/** Names storages use for one matter. */
const denied = new Set([
  'AccessDenied',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'InvalidToken',
  'AccountProblem',
  'InvalidSecurity',
  'NotSignedUp',
]);
const full = new Set(['QuotaExceeded', 'XMinioStorageFull', 'InsufficientStorage', 'XMinioStorageQuotaExceeded']);

const nameIn = (body: string): string => /<Code>([^<]{1,80})<\/Code>/.exec(body)?.[1] ?? '';

/** One bucket, spoken to in signed requests (AWS Signature 4). */
export interface Bucket {
  /** Answers 2xx and 404 of an object; anything else throws `StoreFault`. The body of what is answered must be read or cancelled. */
  ask(
    method: 'PUT' | 'GET' | 'HEAD' | 'DELETE',
    name: string,
    given?: { body: Buffer<ArrayBuffer>; sha256: string; type: string },
  ): Promise<Response>;
  /** Whether the bucket is there, and this key may read it now. */
  look(): Promise<void>;
}

/** Speaks to a bucket; nothing is asked yet. */
export function bucketOf(s: BucketSettings): Bucket {
  const client = new AwsClient({
    accessKeyId: s.keyId,
    secretAccessKey: s.secret,
    region: s.region,
    service: 's3',
    retries: 2,
    initRetryMs: 100,
  });
  const base = s.pathStyle
    ? `${s.endpoint}/${s.bucket}`
    : s.endpoint.replace(/^(https?:\/\/)/, (scheme) => `${scheme}${s.bucket}.`);
  const away = (error: unknown): never => {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    throw new StoreFault('away', `${s.endpoint}（${cause?.code ?? message}）`);
  };
  /** What a refusal means; null for an object that is not there. */
  async function faultOf(reply: Response, body: string): Promise<StoreFault | null> {
    const name = nameIn(body);
    if (name === 'NoSuchBucket')
      return new StoreFault('bucket', `${s.endpoint} 上没有“${s.bucket}”，请核对 ZEAN_S3_BUCKET，或先建好`);
    if (name === 'RequestTimeTooSkewed' || name === 'RequestExpired')
      return new StoreFault('clock', '请校准本机时间（如启用 chrony 或 systemd-timesyncd）');
    if (full.has(name) || reply.status === 507) return new StoreFault('full', `${s.endpoint} 的“${s.bucket}”写不下了`);
    if (denied.has(name) || reply.status === 401 || reply.status === 403)
      return new StoreFault(
        'denied',
        `${s.endpoint} 的“${s.bucket}”答 ${name || reply.status}，请核对 ZEAN_S3_KEY_ID、ZEAN_S3_SECRET、ZEAN_S3_REGION 和这个密钥的读写权限`,
      );
    if (reply.status === 404) return null;
    return new StoreFault('away', `${s.endpoint} 答 ${reply.status}${name ? ` ${name}` : ''}`);
  }
  /** An object that never is: its absence says that bucket, key and clock are right, and needs no right the rest does not need. */
  const nothing = `${base}/${s.prefix}files/none`;
  const look = async (): Promise<void> => {
    const reply = await client.fetch(nothing, { signal: AbortSignal.timeout(LOOK_MS) }).catch(away);
    const fault = reply.ok ? null : await faultOf(reply, await reply.text().catch(away));
    if (reply.ok) await reply.body?.cancel();
    if (fault) throw fault;
  };
  return {
    look,
    async ask(method, name, given) {
      const reply = await client
        .fetch(`${base}/${s.prefix}${name}`, {
          method,
          signal: AbortSignal.timeout(REQUEST_MS),
          ...(given
            ? {
                body: given.body,
                // The name of an original is its digest: the storage itself holds the bytes against it.
                headers: { 'x-amz-content-sha256': given.sha256, 'content-type': given.type },
              }
            : {}),
        })
        .catch(away);
      if (reply.ok) return reply;
      const body = method === 'HEAD' ? '' : await reply.text().catch(away);
      if (method === 'HEAD') {
        await reply.body?.cancel();
        // Without a body 404 may be the object or the bucket, and 403 anything.
        await look();
        if (reply.status === 404) return reply;
      }
      const fault = await faultOf(reply, body);
      if (fault) throw fault;
      return reply;
    },
  };
}
