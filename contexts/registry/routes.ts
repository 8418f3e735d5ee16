import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, firstOf, isId, isRefused, mintId, type Refused, refuse, roleMay, type Sentence } from '#kernel';
import { type Authenticate, type Runner, reading, sendRefused } from '#kernel/server';
import {
  exportInThread,
  parseRowsInTurns,
  plainTitle,
  problemsWorkbook,
  readWorkbookInThread,
  type Sheet,
  templateExport,
  templateReading,
  templateRow,
  WorkbookRefusal,
} from '#kernel/workbook';
import { checkTown, type Regions } from './domain/region.rule.ts';
import { type ImportLedger, importLedgerWords } from './domain/words.ts';
import { checkOf, expired, keepCheck } from './import/checks.ts';
import { judge, type Verdict, verdictWord } from './import/judge.ts';
import { enterpriseTemplate, templateOf } from './import/templates.ts';
import { byCounty, readsEnterprises, readsPeople } from './policy.ts';
import { groundOf, regionsOf } from './regions.ts';

const MOST_BYTES = 20 * 1024 * 1024;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Problems sent with the answer; the workbook of problems has them all. */
const SHOWN = 200;
const SAMPLE = 20;

type Asked = FastifyRequest<{ Querystring: { ledger?: string; check?: string; rows?: string; sheet?: string } }>;

const ledgerOf = (request: Asked): ImportLedger | Refused => {
  const { ledger } = request.query;
  if (ledger === 'enterprises' || ledger === 'people') return ledger;
  const message = '台账应为 enterprises（企业台账）或 people（人员台账）';
  return refuse('INVALID', message, {
    places: [{ place: 'ledger', value: ledger ?? '（空）', allowed: '企业台账、人员台账', message }],
  });
};

const refusedBy = (error: unknown): Refused => {
  if (!(error instanceof WorkbookRefusal)) throw error;
  const code = error.code === 'BUSY' ? 'BUSY' : error.code === 'TOO_LARGE' ? 'TOO_LARGE' : 'INVALID';
  return refuse(code, error.message, {
    places: [{ place: 'file', value: error.code, allowed: '按模板填写的 XLSX 文件', message: error.message }],
  });
};

/** Town cells may hold a short name, a full name or a code: the list of the template knows only the plain name. */
function plainTowns(sheet: Sheet, regions: Regions): void {
  const column = enterpriseTemplate(regions).columns.find((c) => c.key === 'town')!;
  const titles = [column.title, ...(column.aliases ?? [])].map(plainTitle);
  const at = sheet.headers.findIndex((header) => titles.includes(plainTitle(header)));
  if (at < 0) return;
  for (const row of sheet.rows) {
    const cell = row.cells[at];
    const found = typeof cell === 'string' || typeof cell === 'number' ? checkTown(String(cell), regions) : null;
    if (found?.valid) row.cells[at] = found.name!;
  }
}

type Column = { key: string; title: string; choices?: readonly { code: string; label: string }[] };

/** One row of the report's sample, in the words of the template. */
const shownIn = (template: { columns: readonly unknown[] }) => (v: Verdict) => {
  const columns = template.columns as readonly Column[];
  const now = (v.now ?? {}) as Record<string, unknown>;
  const worded = (column: Column | undefined, value: unknown): unknown =>
    Array.isArray(value)
      ? value.map((each) => worded(column, each))
      : (column?.choices?.find((c) => c.code === value)?.label ?? value ?? null);
  const changes = Object.entries(v.patch).map(([key, after]) => {
    const column = columns.find((c) => c.key === key);
    return { title: column?.title ?? key, before: worded(column, now[key]), after: worded(column, after) };
  });
  return { row: v.row, verdict: verdictWord(v), name: v.line.name, uscc: v.line.uscc, changes };
};

/** The sheet that was read, and those that could be read instead: the same heading, with rows. */
const sheetsOf = ({ name, others = [] }: Sheet) => ({
  sheet: name,
  otherSheets: others
    .filter((one) => one.matches > 0 && one.rows > 0)
    .map((one) => ({ name: one.name, rows: one.rows })),
});

/** 核对: a dry run. Nothing is written; what was understood waits half an hour for its `registry.import`. */
export async function checkFile(
  r: Runner,
  actor: Actor,
  ledger: ImportLedger,
  bytes: Uint8Array,
  fileName: string,
  sheetName?: string,
) {
  const regions = regionsOf(actor.county);
  const template = templateOf(ledger, regions);
  const reads = { ...templateReading(template), ...(sheetName === undefined ? {} : { sheet: sheetName }) };
  const sheet = await readWorkbookInThread(bytes, reads).catch(refusedBy);
  if (isRefused(sheet)) return sheet;
  const started = performance.now();
  if (ledger === 'enterprises') plainTowns(sheet, regions);
  const parsed = await parseRowsInTurns(template, sheet);
  const bad = parsed.headerProblems.filter((p) => p.level === 'error');
  if (bad.length > 0) {
    return refuse('INVALID', bad[0]!.message, {
      places: bad.map((p) => ({ place: p.column, value: p.value, allowed: p.allowed, message: p.message })),
    });
  }
  if (parsed.rows.length === 0) return refuse('INVALID', `工作表“${sheet.name}”的表头下没有数据行`);
  const verdicts = await reading(r, actor, (_client, reads) => judge(reads, ledger, sheet, parsed.rows));
  const count = (word: string) => verdicts.filter((v) => verdictWord(v) === word).length;
  const rejected = parsed.rows.length - verdicts.length;
  const check = mintId();
  await keepCheck(r, actor, { id: check, ledger, fileName, sheet, rows: parsed.rows });
  const problems = [...parsed.headerProblems, ...parsed.rows.flatMap((row) => row.problems)];
  return {
    check,
    ledger,
    fileName,
    ...sheetsOf(sheet),
    total: parsed.rows.length,
    willCreate: count('create'),
    willChange: count('change'),
    unchanged: count('unchanged'),
    rejected,
    problems: problems
      .slice(0, SHOWN)
      .map(({ level, row, column, value, allowed, message }) => ({ level, row, column, value, allowed, message })),
    problemCount: problems.length,
    sample: [...verdicts]
      .sort((a, b) => Number(verdictWord(a) === 'unchanged') - Number(verdictWord(b) === 'unchanged'))
      .slice(0, SAMPLE)
      .map(shownIn(template)),
    milliseconds: Math.round(performance.now() - started),
  };
}

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
      const { check: id = '' } = request.query;
      const check = isId(id) ? await reading(r, actor, (_client, reads) => checkOf(reads, id)) : null;
      if (!check) return sendRefused(reply, refuse('NOT_FOUND', expired));
      const errors = check.rows.filter((row) => row.problems.some((p) => p.level === 'error'));
      return sendFile(
        reply,
        `${importLedgerWords[check.ledger]}-待改正 ${errors.length} 行.xlsx`,
        problemsWorkbook(check.sheet, errors, templateOf(check.ledger, regionsOf(actor.county))),
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
