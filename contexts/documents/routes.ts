import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { type Actor, isRefused, mintId, refuse } from '#kernel';
import { type Authenticate, type Runner, reading, sendRefused, systemActor, transaction } from '#kernel/server';
import { isKept, keep, MOST_BYTES, placeOf, served } from './files.ts';
import { sizes } from './pictures.ts';

interface Options {
  runner: Runner;
  county: string;
  settings: { dataFolder: string };
  authenticate: Authenticate;
}

interface FileRow {
  sha256: string;
  bytes: number;
  kind: string;
  width: number | null;
  height: number | null;
  name: string;
}

const HASH = /^[0-9a-f]{64}$/;
/** A file name as it may be shown: no path, no control characters, at most 200 letters. */
export const cleanName = (text: string): string =>
  (text.normalize('NFC').replace(/[\u0000-\u001f\u007f]/g, '').split(/[/\\＼／]/).at(-1) ?? '').replace(/^\.+/, '').slice(0, 200) || '未命名';

function nameOf(header: string | string[] | undefined): string {
  try {
    return cleanName(decodeURIComponent(typeof header === 'string' ? header : ''));
  } catch {
    return '未命名';
  }
}

const find = (r: Runner, actor: Actor, sha256: string) =>
  reading(r, actor, async (_, reads) => ({
    file: await reads.one<FileRow>('select sha256, bytes, kind, width, height, name from documents.file where county = $1 and sha256 = $2', [actor.county, sha256]),
    seen: await reads.many<{ subjectKind: string; subjectId: string }>('select subject_kind, subject_id from documents.use where county = $1 and sha256 = $2 limit 20', [actor.county, sha256]),
  }));

/** `PUT` and `GET /api/v1/files/<sha256>`: bytes in by their hash, re-encoded copies out. */
export async function documentsRoutes(app: FastifyInstance, options: Options): Promise<void> {
  const { runner: r, settings, authenticate } = options;
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.put<{ Params: { sha256: string } }>('/api/v1/files/:sha256', { bodyLimit: MOST_BYTES + 1 }, async (request, reply) => {
      const visitor = await authenticate(request);
      if (isRefused(visitor)) return sendRefused(reply, visitor);
      if (visitor.due) return sendRefused(reply, visitor.due);
      const { actor } = visitor;
      const sha256 = request.params.sha256.toLowerCase();
      if (!HASH.test(sha256)) return sendRefused(reply, refuse('INVALID', '地址中的摘要应为 64 位十六进制 SHA-256'));
      if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return sendRefused(reply, refuse('TOO_LARGE', '文件过大，最多 20 MB'));
      const body = request.body as Readable | undefined;
      if (!body) return sendRefused(reply, refuse('INVALID', '没有收到文件内容'));
      const kept = await keep(settings.dataFolder, sha256, body, `${mintId()}.part`);
      if (isRefused(kept)) return sendRefused(reply, kept);
      await transaction(r.pool, { ...actor, scope: 'county' }, 'write', (client) =>
        client.query(
          `insert into documents.file (county, sha256, bytes, kind, width, height, dhash, name, account, town, enterprise, at)
           values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) on conflict (county, sha256) do nothing`,
          [actor.county, sha256, kept.bytes, kept.kind, kept.picture?.width ?? null, kept.picture?.height ?? null, kept.picture?.dhash ?? null,
            nameOf(request.headers['x-file-name']), actor.account || null, actor.town, actor.enterprise, r.clock()]));
      const { seen } = await find(r, actor, sha256);
      return { sha256, bytes: kept.bytes, kind: kept.kind, width: kept.picture?.width ?? null, height: kept.picture?.height ?? null, seenElsewhere: seen };
    });
  });
  app.get<{ Params: { sha256: string }; Querystring: { size?: string } }>('/api/v1/files/:sha256', async (request, reply) => {
    const visitor = await authenticate(request);
    if (isRefused(visitor)) return sendRefused(reply, visitor);
    const sha256 = request.params.sha256.toLowerCase();
    if (!HASH.test(sha256)) return sendRefused(reply, refuse('INVALID', '地址中的摘要应为 64 位十六进制 SHA-256'));
    const { file } = await find(r, visitor.actor, sha256);
    if (!file || !(await isKept(settings.dataFolder, sha256))) return sendRefused(reply, refuse('NOT_FOUND', '没有找到这个文件，或您无权查看'));
    reply.header('cache-control', 'private, max-age=31536000, immutable').header('x-content-type-options', 'nosniff');
    const size = request.query.size ?? 'view';
    if (size !== 'original' && size in sizes && file.kind !== 'application/pdf') {
      return reply.type('image/jpeg').send(await served(settings.dataFolder, sha256, size as keyof typeof sizes));
    }
    const name = encodeURIComponent(file.name).replace(/['()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
    return reply.type(file.kind).header('content-disposition', `attachment; filename="file"; filename*=UTF-8''${name}`).send(createReadStream(placeOf(settings.dataFolder, sha256)));
  });
}

const KEPT_DAYS = 7;

/** Clears uploads that nothing used within a week; the bytes go after the row. Returns how many. */
export async function sweepFiles(r: Runner, county: string, dataFolder: string): Promise<number> {
  const gone = await transaction(r.pool, systemActor(county), 'write', async (client) => {
    const { rows } = await client.query(
      `delete from documents.file f where f.county = $1 and f.at < $2::timestamptz - make_interval(days => $3)
       and not exists (select 1 from documents.use u where u.county = f.county and (u.sha256 = f.sha256 or u.original = f.sha256)) returning f.sha256`,
      [county, r.clock(), KEPT_DAYS]);
    return rows.map((row) => String(row.sha256));
  });
  for (const sha256 of gone) {
    await rm(placeOf(dataFolder, sha256), { force: true });
    for (const size of Object.keys(sizes)) await rm(`${placeOf(dataFolder, sha256, 'copies')}.${size}.jpg`, { force: true });
  }
  return gone.length;
}
