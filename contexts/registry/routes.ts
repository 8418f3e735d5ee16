import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, firstOf, isRefused, type Refused, refuse, roleMay, type Sentence } from '#kernel';
import { type Authenticate, type Runner, reading, sendRefused } from '#kernel/server';
import { exportInThread, templateExport, templateRow } from '#kernel/workbook';
import { type ImportLedger, importLedgerWords } from './domain/words.ts';
import { checkFile } from './import/check.ts';
import { checkOf, expired } from './import/checks.ts';
import { faultyRows, markedWorkbook, onlyFaults } from './import/marked.ts';
import { templateOf } from './import/templates.ts';
import { byCounty, readsEnterprises, readsPeople } from './policy.ts';
import { groundOf, regionsOf } from './regions.ts';

const MOST_BYTES = 20 * 1024 * 1024;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Asked = FastifyRequest<{
  Querystring: { ledger?: string; check?: string; rows?: string; sheet?: string; all?: string };
}>;

const ledgerOf = (request: Asked): ImportLedger | Refused => {
  const { ledger } = request.query;
  if (ledger === 'enterprises' || ledger === 'people') return ledger;
  const message = '台账应为 enterprises（企业台账）或 people（人员台账）';
  return refuse('INVALID', message, {
    places: [{ place: 'ledger', value: ledger ?? '（空）', allowed: '企业台账、人员台账', message }],
  });
};

const ROWS: Record<ImportLedger, (mine: string) => string> = {
  enterprises: (mine) =>
    `select e.*, (case when cardinality(e.flags) = 0 then null else e.flags end) as flags from registry.enterprise e where e.county = $1 and e.status <> 'closed' and ${mine} order by e.name, e.id`,
  people: (
    mine,
  ) => `select p.*, e.uscc, e.name as enterprise_name from registry.person p join registry.enterprise e on e.county = p.county and e.id = p.enterprise
    where p.county = $1 and p.left_on is null and e.status <> 'closed' and ${mine} order by e.name, p.name, p.id`,
};

/** The template, blank or (with `rows`) holding what is registered, so that it can be changed and imported again. */
function templateFile(r: Runner, actor: Actor, ledger: ImportLedger, filled: boolean) {
  const template = templateOf(ledger, regionsOf(actor.county));
  const file = exportInThread(templateExport(template));
  const fill = async () => {
    if (!filled) return;
    await reading(r, actor, async (client, reads) => {
      const values: unknown[] = [actor.county];
      const mine = reads.within({ town: 'e.town', enterprise: 'e.id' }, values);
      await client.query(`declare filled no scroll cursor for ${ROWS[ledger](mine)}`, values);
      for (;;) {
        const { rows } = await client.query('fetch 1000 from filled');
        await file.push(rows.map((row) => templateRow(template, camel(row) as never)));
        if (rows.length < 1000) return;
      }
    });
  };
  fill().then(
    () => file.end(),
    (error: Error) => file.stream.destroy(error),
  );
  return file.stream;
}

const camel = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase()), value]),
  );

/** Routes that carry files instead of JSON: template, dry run, workbook of problems. */
export async function registryRoutes(app: FastifyInstance, r: Runner, authenticate: Authenticate): Promise<void> {
  const allowed = async (request: FastifyRequest, may: readonly Sentence<never>[]): Promise<Actor | Refused> => {
    const visitor = await authenticate(request);
    if (isRefused(visitor)) return visitor;
    if (visitor.due) return visitor.due;
    return roleMay(may, visitor.actor) ? visitor.actor : refuse('NOT_YOURS', '台账导入不属于您的职责');
  };
  const sendFile = (reply: FastifyReply, name: string, stream: NodeJS.ReadableStream) =>
    reply
      .header('content-type', XLSX)
      .header('content-disposition', `attachment; filename="ledger.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(stream);

  app.get('/api/v1/registry/outline', async (request, reply) => {
    const actor = await allowed(request, readsEnterprises);
    if (isRefused(actor)) return sendRefused(reply, actor);
    return reply.header('cache-control', 'private, max-age=3600').send(groundOf(actor.county));
  });

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    );

    scope.get('/api/v1/registry/template.xlsx', async (request: Asked, reply) => {
      const filled = request.query.rows === '1';
      const actor = await allowed(request, filled ? readsPeople : byCounty);
      if (isRefused(actor)) return sendRefused(reply, actor);
      const ledger = ledgerOf(request);
      if (isRefused(ledger)) return sendRefused(reply, ledger);
      return sendFile(
        reply,
        `${importLedgerWords[ledger]}${filled ? `-${r.clock().slice(0, 10)}` : '模板'}.xlsx`,
        templateFile(r, actor, ledger, filled),
      );
    });

    scope.post('/api/v1/registry/import-check', { bodyLimit: MOST_BYTES }, async (request: Asked, reply) => {
      const actor = await allowed(request, byCounty);
      if (isRefused(actor)) return sendRefused(reply, actor);
      const ledger = ledgerOf(request);
      if (isRefused(ledger)) return sendRefused(reply, ledger);
      const { sheet } = request.query;
      const answer = await checkFile(r, actor, ledger, bytesOf(request.body), fileNameOf(request), sheet);
      return isRefused(answer) ? sendRefused(reply, answer) : reply.send(answer);
    });

    scope.get('/api/v1/registry/import-problems.xlsx', async (request: Asked, reply) => {
      const actor = await allowed(request, byCounty);
      if (isRefused(actor)) return sendRefused(reply, actor);
      const check = checkOf(request.query.check ?? '', actor);
      if (!check) return sendRefused(reply, refuse('NOT_FOUND', expired));
      const all = request.query.all === '1';
      return sendFile(
        reply,
        all
          ? `${check.fileName.replace(/\.[a-z]+$/i, '')}-已标出问题.xlsx`
          : `${importLedgerWords[check.ledger]}-待改正 ${faultyRows(check)} 行.xlsx`,
        all ? markedWorkbook(check, regionsOf(actor.county)) : onlyFaults(check, regionsOf(actor.county)),
      );
    });
  });
}

const bytesOf = (body: unknown): Uint8Array => (Buffer.isBuffer(body) ? body : new Uint8Array());

function fileNameOf(request: FastifyRequest): string {
  const given = request.headers['x-file-name'];
  if (typeof given !== 'string') return '未命名.xlsx';
  try {
    return firstOf(decodeURIComponent(given).replace(/[\p{Cc}/\\]/gu, ''), 120) || '未命名.xlsx';
  } catch {
    return '未命名.xlsx';
  }
}
