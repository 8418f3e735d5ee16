import { completeUscc, county140525 } from '#registry';
import { enterprisesFile } from '../../contexts/registry/import/testing.ts';
import { API, type Cell, type Place } from '../place.ts';
import { median, ms, spread } from '../table.ts';

const COUNT = 5000;

/** A ledger of enterprises nobody has, in the template as people fill it. */
function file(turn: number): Promise<Buffer> {
  const towns = county140525.towns.map((town) => town.code);
  const lines = Array.from({ length: COUNT }, (_, n) => ({
    uscc: completeUscc(`91140525MB${turn}${String(n).padStart(6, '0')}`)!,
    name: `量测演示第${turn}批${n}号机械厂`,
    town: towns[n % towns.length]!,
    sector: 'machinery' as const,
    scale: 'small' as const,
    staffCount: n % 300,
    flags: ['confined-space' as const, 'explosive-dust' as const],
    status: 'operating' as const,
    address: `工业路${n}号`,
    industry: 'C3311',
    lng: 112.85,
    lat: 35.5,
    datum: 'CGCS2000',
    principalName: '张示甲',
    principalPhone: '10012345678',
  }));
  return enterprisesFile(lines);
}

const post = async <T>(p: Place, cookie: string, path: string, body: Buffer | unknown): Promise<T> => {
  const raw = Buffer.isBuffer(body);
  const answer = await fetch(`http://127.0.0.1:${p.product.port}${API}${path}`, {
    method: 'POST',
    headers: {
      cookie,
      'content-type': raw ? 'application/octet-stream' : 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: raw ? (body as unknown as ArrayBuffer) : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
};

/** The same rows and an audit row each, by one statement past everything: what PostgreSQL alone takes. Leaves nothing behind. */
async function bareImport(p: Place, rows: string): Promise<number> {
  const begun = performance.now();
  await p.db.query(
    `with e as (insert into registry.enterprise select * from jsonb_populate_recordset(null::registry.enterprise, $1::jsonb) returning *)
     insert into bench.audit (account, action, hazard, patch) select 'bench', 'import', id, to_jsonb(e) from e`,
    [rows],
  );
  const took = performance.now() - begun;
  await p.db.query(
    "delete from registry.enterprise where id in (select hazard from bench.audit where action = 'import')",
  );
  await p.db.query("delete from bench.audit where action = 'import'");
  return took;
}

export const importCell: Cell = async (p) => {
  const cookie = await p.product.cookieOf('admin');
  const verdicts: number[] = [];
  const writes: number[] = [];
  const wholes: number[] = [];
  const bares: number[] = [];
  for (let turn = 0; turn < Math.min(3, p.rounds); turn++) {
    const bytes = await file(turn);
    const begun = performance.now();
    const check = await post<{ check: string; willCreate: number; milliseconds: number }>(
      p,
      cookie,
      '/registry/import-check?ledger=enterprises',
      bytes,
    );
    if (check.willCreate !== COUNT) throw new Error(`import: ${check.willCreate} of ${COUNT} rows passed`);
    const from = performance.now();
    const done = await post<{ answer: { id: string; created: number } }>(p, cookie, '/registry/import', {
      check: check.check,
    });
    const ended = performance.now();
    if (done.answer.created !== COUNT) throw new Error(`import: ${done.answer.created} created`);
    verdicts.push(check.milliseconds);
    writes.push(ended - from);
    wholes.push(ended - begun);
    const {
      rows: [made],
    } = await p.db.query<{ rows: string }>(
      'select jsonb_agg(to_jsonb(e))::text as rows from registry.enterprise e where name like $1',
      [`量测演示第${turn}批%`],
    );
    await post(p, cookie, '/registry/undo-import', { id: done.answer.id });
    bares.push(await bareImport(p, made!.rows));
  }
  const beyond = median(verdicts.map((v, i) => v + writes[i]!));
  p.say({
    task: `import of ${COUNT} enterprises from XLSX, a verdict per row`,
    at: 1,
    ours: `verdicts ${ms(median(verdicts))} + write ${ms(median(writes))} = ${ms(beyond)}; with upload and parsing ${ms(median(wholes))}`,
    bare: `write ${ms(median(bares))}`,
    ratio: `write × ${spread(writes.map((w, i) => w / bares[i]!))}`,
    aim: '≤ 1 s beyond parsing',
    met: beyond <= 1000,
  });
};
