import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, isRefused, type Refused, refuse, roleMay } from '#kernel';
import { type Authenticate, reading, type Services, sendRefused, systemActor, transaction } from '#kernel/server';
import { duplicatesOf } from './attach.ts';
import { copyShown } from './copies.ts';
import { damageOf, tellDamage } from './damage.ts';
import { attachment, fitsName, isSha256, shownName } from './domain/file.rule.ts';
import { damageWords, endingOf, type FileKind, isImage, largestBytes } from './domain/words.ts';
import { keep, tooLarge } from './files.ts';
import { openWhole, seemsWhole, type Whole } from './originals/index.ts';
import { StoreFault } from './originals/store.ts';
import { NotWhole, PicturesBusy } from './pictures.ts';
import type { Copy } from './places.ts';
import { mayUpload } from './policy.ts';
import { factsOf, fileFor, keptBefore, putFileRows, unusedBytes } from './store.ts';

/** What the routes stand on. */
type DocumentRouteOptions = Pick<Services, 'runner' | 'dataFolder'> & { authenticate: Authenticate };

/** Files uploaded and never used may add up to this for one account, until they are swept. */
const UNUSED_MOST = 2 * 1024 ** 3;
/** When to try again where the storage of originals is away. */
const STORE_AGAIN_S = 30;

async function visitorOf(auth: Authenticate, request: FastifyRequest): Promise<Actor | Refused> {
  const visitor = await auth(request);
  if (isRefused(visitor)) return visitor;
  return visitor.due ?? visitor.actor;
}

/** Evidence files in and out: `PUT` and `GET /api/v1/files/<sha256>`. */
export async function documentsRoutes(app: FastifyInstance, o: DocumentRouteOptions): Promise<void> {
  await app.register(async (scope) => {
    // Bodies come as a stream, whatever they call themselves.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.put<{ Params: { sha256: string } }>('/api/v1/files/:sha256', (request, reply) => put(o, request, reply));
    scope.get<{ Params: { sha256: string }; Querystring: { size?: string } }>(
      '/api/v1/files/:sha256',
      (request, reply) => get(o, request, reply),
    );
  });
}

async function put(
  o: DocumentRouteOptions,
  request: FastifyRequest<{ Params: { sha256: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const body = (request.body as Readable | undefined) ?? request.raw;
  // Refused before or amid the body: the rest is let through unread, so that the sentence reaches whoever sends.
  const no = (refused: Refused) => {
    body.resume();
    return sendRefused(reply, refused);
  };
  const actor = await visitorOf(o.authenticate, request);
  if (isRefused(actor)) return no(actor);
  if (!roleMay(mayUpload, actor)) return no(refuse('NOT_YOURS', '您的岗位只能查阅，不能上传文件'));
  const { sha256 } = request.params;
  if (!isSha256(sha256)) {
    return no(
      refuse('INVALID', '文件摘要应为 64 位小写十六进制', {
        places: [
          { place: 'sha256', value: sha256.slice(0, 80), allowed: '64 位小写十六进制摘要', message: '文件摘要不正确' },
        ],
      }),
    );
  }
  if (Number(request.headers['content-length'] ?? 0) > largestBytes) return no(tooLarge);
  const held = await transaction(o.runner.pool, systemActor(actor.county), 'read', (client) =>
    unusedBytes(client, actor.county, actor.account),
  );
  if (held > UNUSED_MOST) return no(refuse('TOO_MANY', '传上来没有用到的文件太多，请先办理完再上传'));
  const header = request.headers['x-file-name'];
  const named = (kind: FileKind) => shownName(typeof header === 'string' ? header : undefined, kind);
  const known = await transaction(o.runner.pool, systemActor(actor.county), 'read', (client) =>
    keptBefore(client, actor.county, sha256),
  );
  const kept = await keepOrFault(o.dataFolder, sha256, body, {
    known,
    also: (kind) =>
      fitsName(named(kind), kind)
        ? null
        : refuse('INVALID', `文件名“${named(kind)}”与内容（${endingOf[kind].toUpperCase()}）不符`),
    settled: (done) =>
      transaction(o.runner.pool, systemActor(actor.county), 'write', (client) =>
        putFileRows(
          client,
          actor.county,
          factsOf(sha256, done),
          { ...actor, name: named(done.kind) },
          o.runner.clock(),
        ),
      ),
  });
  if (kept instanceof StoreFault) {
    body.resume();
    return storeRefused(request, reply, kept);
  }
  if (isRefused(kept)) return no(kept);
  const seen = await reading(o.runner, actor, (_client, reads) => duplicatesOf(reads, [sha256]));
  const { dhash: _, ...facts } = factsOf(sha256, kept);
  return reply.send({ ...facts, seenElsewhere: seen });
}

/** `keep`, with a fault of the storage as a value. */
const keepOrFault = (...given: Parameters<typeof keep>) =>
  keep(...given).catch((error) => {
    if (error instanceof StoreFault) return error;
    throw error;
  });

/** 503: the storage of originals is away or refuses. What an operator can do is in the log and in the state of health. */
function storeRefused(request: FastifyRequest, reply: FastifyReply, fault: StoreFault): FastifyReply {
  request.log.error({ why: fault.why }, fault.message);
  return sendRefused(reply, refuse('BUSY', fault.told, { retryAfterS: STORE_AGAIN_S }));
}

const notFound = refuse('NOT_FOUND', '没有找到这份文件，或您无权查看');

type Size = Copy | 'original';
const isSize = (size: unknown): size is Size => size === 'thumb' || size === 'view' || size === 'original';

function noSuchSize(size: unknown): Refused {
  const value = String(size).slice(0, 40);
  return refuse('INVALID', `没有这种尺寸：“${value}”`, {
    places: [
      { place: 'size', value, allowed: ['thumb', 'view', 'original'].join(), message: '尺寸应为缩略图、展示图或原件' },
    ],
  });
}

async function get(
  o: DocumentRouteOptions,
  request: FastifyRequest<{ Params: { sha256: string }; Querystring: { size?: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const actor = await visitorOf(o.authenticate, request);
  if (isRefused(actor)) return sendRefused(reply, actor);
  const { sha256 } = request.params;
  if (!isSha256(sha256)) return sendRefused(reply, notFound);
  const size = request.query.size ?? 'view';
  if (!isSize(size)) return sendRefused(reply, noSuchSize(size));
  const file = await reading(o.runner, actor, async (client) => {
    const [found, damage] = await Promise.all([
      fileFor(client, actor, sha256, o.runner.walls?.app !== false),
      damageOf(client, actor.county, sha256),
    ]);
    return found && { ...found, damage };
  });
  if (!file) return sendRefused(reply, notFound);
  if (size !== 'original' && !isImage(file.kind))
    return sendRefused(reply, refuse('INVALID', 'PDF 没有缩略图，请下载原件'));
  if (file.damage === 'retired')
    return sendRefused(reply, refuse('GONE', `${damageWords.retired}，只留有摘要和销毁记录`));
  const tag = `"${sha256}-${size}"`;
  reply
    .header('etag', tag)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin');
  const unchanged = request.headers['if-none-match'] === tag;
  try {
    // What is known to be damaged, or does not look like what came in, is read to its end before anything of it is shown.
    const doubted = file.damage !== null || !(await seemsWhole(o.dataFolder, sha256, file.bytes));
    if (doubted || size === 'original') {
      const whole = await openWhole(o.dataFolder, sha256);
      if (typeof whole === 'string') throw new NotWhole(whole);
      if (file.damage !== null) await tellDamage(o.runner, actor.county, sha256, null);
      if (size === 'original' && !unchanged)
        return sendWhole(reply, whole, attachment(file.name, file.kind), file.kind);
      await whole.handle.close();
    }
    if (unchanged) return reply.code(304).send();
    const bytes = await copyShown({ ...o, county: actor.county }, sha256, size as Copy);
    return reply.type('image/webp').header('content-length', bytes.length).send(bytes);
  } catch (error) {
    reply.removeHeader('etag');
    if (error instanceof PicturesBusy) return sendRefused(reply, refuse('BUSY'));
    if (error instanceof StoreFault) return storeRefused(request, reply, error);
    if (!(error instanceof NotWhole)) throw error;
    request.log.error({ sha256, damage: error.damage }, 'original is not what came in');
    await tellDamage(o.runner, actor.county, sha256, error.damage);
    const said = `${damageWords[error.damage]}，与上传时的摘要不符，不能作为证据出示；请联系管理员从备份恢复`;
    return sendRefused(reply, refuse('GONE', said));
  }
}

/** Sends an original from the very bytes that were hashed. */
function sendWhole(reply: FastifyReply, whole: Whole, disposition: string, kind: FileKind): FastifyReply {
  return reply
    .header('content-disposition', disposition)
    .type(kind)
    .header('content-length', whole.bytes)
    .send(whole.handle.createReadStream({ start: 0 }));
}
