import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BucketSettings } from './store.ts';

/**
 * A real S3 server in its own process: buckets, keys and clocks are its business. It does not reckon signatures of version 4, so a door before it
 * does, with AWS's own signer, and holds every body against the digest that was signed.
 */
export interface TestStorage {
  settings: BucketSettings;
  /** Where it keeps the bucket, to change things behind its back. */
  folder: string;
  /** It stops answering without closing, and goes on. */
  hang(): void;
  goOn(): void;
  /** It is gone; at the same address again. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

const server = `
import { createHash } from 'node:crypto';
import http from 'node:http';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import S3rver from 's3rver';
const [port, directory] = process.argv.slice(1);
const s3 = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets: [{ name: 'evidence' }] });
const behind = (await s3.run()).port;
const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
const signer = new SignatureV4({ service: 's3', region: 'us-east-1', credentials: keys, sha256: Sha256, uriEscapePath: false, applyChecksum: false });
/** What AWS itself would have signed for this request. */
async function signatureOf(request, url) {
  const named = /SignedHeaders=([^,]+)/.exec(request.headers.authorization ?? '')?.[1].split(';') ?? [];
  const headers = Object.fromEntries(named.map((name) => [name, request.headers[name]]));
  const [, y, m, d, h, i, s] = /^(....)(..)(..)T(..)(..)(..)Z$/.exec(request.headers['x-amz-date'] ?? '') ?? [];
  const signed = await signer.sign(
    { method: request.method, protocol: 'http:', hostname: '127.0.0.1', path: url.pathname, query: Object.fromEntries(url.searchParams), headers },
    { signingDate: new Date(Date.UTC(y, m - 1, d, h, i, s)), signableHeaders: new Set(named), unsignableHeaders: new Set(['authorization']) },
  );
  return /Signature=([0-9a-f]+)/.exec(signed.headers.authorization)?.[1];
}
const no = (reply, status, code) => reply.writeHead(status, { 'content-type': 'application/xml' }).end('<Error><Code>' + code + '</Code></Error>');
const door = http.createServer(async (request, reply) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts);
  const url = new URL(request.url, 'http://127.0.0.1');
  const skewed = Math.abs(Date.now() - Date.parse((request.headers['x-amz-date'] ?? '').replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))) > 900_000;
  const known = (request.headers.authorization ?? '').includes('Credential=S3RVER/');
  const given = /Signature=([0-9a-f]+)/.exec(request.headers.authorization ?? '')?.[1];
  if (known && !skewed && given !== (await signatureOf(request, url))) return no(reply, 403, 'SignatureDoesNotMatch');
  const digest = request.headers['x-amz-content-sha256'];
  if (/^[0-9a-f]{64}$/.test(digest) && createHash('sha256').update(body).digest('hex') !== digest) return no(reply, 400, 'XAmzContentSHA256Mismatch');
  const on = http.request({ port: behind, host: '127.0.0.1', method: request.method, path: request.url, headers: request.headers }, (answer) => {
    reply.writeHead(answer.statusCode, answer.headers);
    answer.pipe(reply);
  });
  on.end(body);
});
door.listen(Number(port), '127.0.0.1', () => console.log(door.address().port));
`;

async function run(port: number, directory: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', server, String(port), directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', (data) => resolve(String(data)));
    child.once('exit', (code) => reject(new Error(`the storage ended: ${code}`)));
  });
  return { child, port: Number(said) };
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

/** Starts a storage with one empty bucket. */
export async function testStorage(): Promise<TestStorage> {
  const directory = await mkdtemp(join(tmpdir(), 'zean-s3-'));
  let { child, port } = await run(0, directory);
  return {
    settings: {
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'evidence',
      region: 'us-east-1',
      keyId: 'S3RVER',
      secret: 'S3RVER',
      prefix: 'county/',
      pathStyle: true,
    },
    folder: join(directory, 'evidence'),
    hang: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    stop: () => ended(child),
    start: async () => {
      ({ child, port } = await run(port, directory));
    },
    close: async () => {
      await ended(child);
      await rm(directory, { recursive: true, force: true });
    },
  };
}
