/**
 * Three forms of one act's write on a cluster, and the one statement on one machine, all on the server CITUS_URL names:
 * `CITUS_URL=… npx tsx bench/forms.ts [ms of a run] [rounds]`. The rows are those the product itself writes for 上报 and 判级, recorded once.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { type Connection, connectionFromUrl, makePool, withClient } from '#db';
import { hazardNumber } from '#hazards';
import { type BenchCounty, mint, openBenchCounty } from './cluster/county.ts';
import { madeDatabase, nodesOf } from './cluster/databases.ts';
import { callOf, makeFunction } from './cluster/function-form.ts';
import { about, type Recorded, record } from './cluster/record.ts';
import { inSchema, makeSchema } from './cluster/schema-form.ts';
import { median, spread } from './table.ts';

const COUNTY = '140525';
const CALLERS = [1, 16];
const given = process.env.CITUS_URL;
if (!given) {
  process.stdout.write('跳过：没有设置 CITUS_URL\n');
  process.exit(0);
}
const ms = Number(process.argv[2] ?? 3000);
const rounds = Number(process.argv[3] ?? 4);

/** One act under way on one connection: written, and committed. */
type Act = (pool: Pool, act: Recorded) => Promise<void>;

/** As the product does it: opening, reads and writes each down the pipe; on one machine the COMMIT goes with the write. */
const byStatements =
  (oneMachine: boolean): Act =>
  async (pool, { opening, reads, writes }) => {
    const client = await pool.connect();
    try {
      await Promise.all([...opening, ...reads].map(({ text, values }) => client.query(text, values)));
      const written = Promise.all(writes.map(({ text, values }) => client.query(text, values)));
      if (!oneMachine) await written;
      await Promise.all([written, client.query('commit')]);
    } finally {
      client.release();
    }
  };

/** The read in a transaction of its own, then one call that is run where the county lives. */
const byFunction =
  (name: string): Act =>
  async (pool, { opening, reads, writes }) => {
    const client = await pool.connect();
    try {
      if (reads.length > 0)
        await Promise.all(
          [...opening, ...reads, { text: 'commit', values: [] }].map(({ text, values }) => client.query(text, values)),
        );
      const { text, values } = callOf(name, COUNTY, writes);
      await client.query(text, values);
    } finally {
      client.release();
    }
  };

interface Form {
  name: string;
  pool: Pool;
  run: Act;
  create: Recorded;
  move: Recorded;
  hazard: { id: string; number: string; day: string };
}

/** Records both acts of a county; the hazard they are about. */
async function recorded(county: BenchCounty, admin: Connection) {
  let made = '';
  const create = await record(county.runner, async (r) => {
    made = await county.create(r);
  });
  const move = await record(county.runner, (r) => county.move(made, r));
  const hazard = await withClient(admin, async (client) => {
    const { rows } = await client.query<{ id: string; number: string; day: string }>(
      'select id, number, found_on::text as day from hazards.hazard where county = $1 and id = $2',
      [COUNTY, made],
    );
    return rows[0]!;
  });
  return { create, move, hazard };
}

/** The act's own id: what the journal's entry has. */
function entryOf({ writes }: Recorded): string {
  const unsealed = writes.flatMap(({ text, values }) => {
    const found = /insert into \w+\.(?:unsealed|entry) \(([^)]*)\) values \(([^)]*)\)/.exec(text);
    const at = found?.[1]?.split(',').findIndex((one) => ['entry_id', 'id'].includes(one.trim())) ?? -1;
    const place = found?.[2]?.split(',')[at];
    return place ? [values[Number(place.trim().slice(1)) - 1] as string] : [];
  });
  return unsealed[0]!;
}

/** Acts per second of `callers` at once; each takes what `next` gives until the time is over or nothing is left. */
async function rate(form: Form, callers: number, next: () => Recorded | undefined): Promise<number> {
  let n = 0;
  const begun = performance.now();
  const until = begun + ms;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < until) {
        const act = next();
        if (!act) return;
        await form.run(form.pool, act);
        n += 1;
      }
    }),
  );
  // A fast form may have moved all it created in the rounds before.
  return n === 0 ? Number.NaN : (n * 1000) / (performance.now() - begun);
}

const admin = connectionFromUrl(given);
const nodes = await nodesOf(admin);
const folder = await mkdtemp(join(tmpdir(), 'zean-forms-'));
const plain = await madeDatabase(admin, nodes, 0);
const spreadOut = await madeDatabase(admin, nodes, 2);
const closing: (() => Promise<unknown>)[] = [
  plain.drop,
  spreadOut.drop,
  () => rm(folder, { recursive: true, force: true }),
];
try {
  const here = await openBenchCounty(plain.url, COUNTY, join(folder, 'plain'));
  const there = await openBenchCounty(spreadOut.url, COUNTY, join(folder, 'spread'));
  closing.unshift(here.close, there.close);
  const [one, several] = [await recorded(here, plain.admin), await recorded(there, spreadOut.admin)];
  await withClient(spreadOut.admin, async (client) => {
    await makeFunction(client, 'forms_create', several.create.writes);
    await makeFunction(client, 'forms_move', several.move.writes);
    await makeSchema(client, [
      ...several.create.writes,
      ...several.move.writes,
      ...several.create.reads,
      ...several.move.reads,
    ]);
  });
  const pool = (county: BenchCounty) => {
    const made = makePool(county.app, { max: 16, applicationName: 'forms' });
    closing.unshift(() => made.end());
    return made;
  };
  const tenant = { create: inSchema(several.create), move: inSchema(several.move), hazard: several.hazard };
  const whole = { create: inSchema(one.create), move: inSchema(one.move), hazard: one.hazard };
  const forms: Form[] = [
    { name: 'plain: one statement', pool: pool(here), run: byStatements(true), ...one },
    { name: 'VALUES, pipelined', pool: pool(there), run: byStatements(false), ...several },
    { name: 'schema per county', pool: pool(there), run: byStatements(false), ...tenant },
    { name: 'schema per county, one statement', pool: pool(there), run: byStatements(true), ...whole },
    { name: 'function by county', pool: pool(there), run: byFunction('forms'), ...several },
  ];
  const fresh = new Map<Form, string[]>(forms.map((form) => [form, []]));
  const nextCreate = (form: Form) => () => {
    const id = mint();
    fresh.get(form)!.push(id);
    const { id: old, number, day } = form.hazard;
    const own = hazardNumber(id, day);
    const changed = new Map([
      [old, id],
      [number, own],
      [number.toLowerCase(), own.toLowerCase()],
      [entryOf(form.create), mint()],
    ]);
    return { ...form.create, writes: about(form.create.writes, changed) };
  };
  const nextMove = (form: Form) => () => {
    const id = fresh.get(form)!.pop();
    if (!id) return undefined;
    const changed = new Map([
      [form.hazard.id, id],
      [entryOf(form.move), mint()],
    ]);
    return { ...form.move, reads: about(form.move.reads, changed), writes: about(form.move.writes, changed) };
  };
  const report: string[] = [];
  for (const callers of CALLERS)
    for (const act of ['create', 'move'] as const) {
      const rates = new Map<string, number[]>(forms.map((form) => [form.name, []]));
      for (let round = 0; round <= rounds; round += 1)
        for (const form of round % 2 ? [...forms].reverse() : forms) {
          const measured = await rate(form, callers, act === 'create' ? nextCreate(form) : nextMove(form)).catch(
            (error: Error) => {
              process.stdout.write(`${form.name}, ${act}: ${error.message}\n`);
              return Number.NaN;
            },
          );
          if (round > 0) rates.get(form.name)!.push(measured);
        }
      const base = rates.get(forms[0]!.name)!;
      const told = (list: readonly number[]) => list.filter(Number.isFinite);
      for (const form of forms) {
        const mine = rates.get(form.name)!;
        const line = `${act} @${callers} ${form.name}: ${Math.round(median(told(mine)))}/s, plain / this ${spread(told(base.map((b, i) => b / mine[i]!)))}`;
        report.push(line);
        process.stdout.write(`${line}\n`);
      }
    }
} finally {
  for (const close of closing) await close().catch((error: Error) => process.stdout.write(`${error.message}\n`));
}
process.exit(0);
