import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  type Actor,
  allow,
  any,
  ask,
  type Base,
  command,
  livesOf,
  mine,
  movesIn,
  optional,
  refuse,
  scopeIs,
  subject,
  tally,
} from '#kernel';
import { withClient } from '../../../db/connection.ts';
import { distribute } from '../../../db/distribute.ts';
import { testDatabase } from '../../../db/testing.ts';
import { ledger } from '../ledger-half.ts';
import { composed } from '../modules.ts';
import { commandsOn } from '../move-command.ts';
import type { Runner } from '../run-command.ts';

/** A tea kitchen: a subject that has nothing to do with safety, so that the kernel's tests stay the kernel's. */
export interface Kettle extends Base {
  town: string;
  enterprise: string | null;
  state: 'cold' | 'hot' | 'poured';
  cups: number;
  note: string | null;
  secret: string | null;
}

export const kettle = subject<Kettle>({
  kind: 'kettle',
  table: 'test.kettle',
  label: '水壶',
  town: (k) => k.town,
  enterprise: (k) => k.enterprise,
  secret: ['secret'],
});

const move = movesIn<Kettle, { kettle: Kettle['state'] }>('kettles');
const anyCook = [allow<Kettle>(['cook'], '任何水壶')];
const boiling = move({
  verb: 'boil',
  title: '烧水',
  cite: '规则 §1',
  may: [allow<Kettle>(['cook'], '本镇的水壶', any(scopeIs('county'), mine('town')))],
  ways: { kettle: { from: { cold: 'hot' } } },
  fields: { fail: optional(ask.of('flag', '没有电')) },
});
const pouring = move({
  verb: 'pour',
  title: '倒水',
  cite: '规则 §2',
  may: [allow<Kettle>(['cook', 'guest'], '任何水壶')],
  ways: { kettle: { from: { hot: 'poured' } } },
  // Less than nothing passes here: the table's own check refuses it.
  fields: { cups: ask.number('杯数', { min: -9 }) },
  answers: ['cups'],
});
const lives = livesOf<{ kettle: Kettle['state'] }>({
  tables: {
    kettle: {
      name: 'kettle',
      title: '水壶',
      start: 'cold',
      states: { cold: { title: '凉' }, hot: { title: '热' }, poured: { title: '已倒', final: true } },
    },
  },
  moves: { boil: boiling, pour: pouring },
});
const kettleRow = z.object({ state: z.enum(['cold', 'hot', 'poured']), cups: z.int() });
const onKettle = commandsOn({ subject: kettle, row: kettleRow, lives, schemas: { flag: z.boolean() } });

export const fill = command({
  name: 'kettles.fill',
  title: '装水',
  secret: ['secret'],
  input: z.strictObject({
    town: z.string(),
    enterprise: z.uuid().nullish(),
    cups: z.number().int().min(0).default(0),
    secret: z.string().optional(),
    many: z.number().int().max(5000).default(1),
  }),
  may: [allow<never>(['cook'], '任何水壶')],
  handle(act, given) {
    const ids = Array.from({ length: given.many }, () =>
      act.create(kettle, {
        town: given.town,
        enterprise: given.enterprise ?? null,
        state: 'cold',
        cups: given.cups,
        secret: given.secret ?? null,
      }),
    );
    return { id: ids[0]!, n: ids.length };
  },
});

export const boil = onKettle(boiling, (act, { fail }, k) => {
  if (fail) return refuse('NOT_CONNECTED', '没有电');
  act.change(kettle, k, { state: 'hot', note: `烧于 ${act.today}` });
  act.note(`把水烧开`);
  return { state: 'hot' };
});

export const pour = onKettle(pouring, (act, { cups }, k) => {
  act.change(kettle, k, { state: 'poured', cups });
  return { cups };
});

export const smash = command({
  name: 'kettles.smash',
  title: '打碎',
  input: z.strictObject({ id: z.uuid() }),
  on: { subject: kettle, id: (g) => g.id },
  may: anyCook,
  handle(act, _given, k) {
    act.remove(kettle, k);
    return {};
  },
});

export const byState = tally<Kettle>({
  name: 'kettles.state',
  of: kettle,
  per: 'town',
  edition: '1',
  keys: (k) => [{ key: [k.state] }, ...(k.cups > 0 ? [{ key: ['cups'], n: k.cups }] : [])],
});

export const kettles = ledger({
  shape: {
    name: 'kettles.ledger',
    title: '水壶台账',
    order: 'cups',
    columns: [
      { key: 'town', title: '镇', kind: 'text' },
      { key: 'cups', title: '杯数', kind: 'number', sortable: true },
      { key: 'state', title: '状态', kind: 'state', words: { cold: '凉', hot: '热', poured: '已倒' } },
    ],
    filters: [
      { key: 'town', title: '镇', kind: 'choice' },
      {
        key: 'state',
        title: '状态',
        kind: 'choices',
        options: [
          { value: 'cold', label: '凉' },
          { value: 'hot', label: '热' },
          { value: 'poured', label: '已倒' },
        ],
      },
    ],
  },
  may: [allow<never>(['cook', 'guest'], '水壶')],
  from: 'test.kettle k',
  county: 'k.county',
  id: 'k.id',
  columns: { town: 'k.town', cups: 'k.cups', state: 'k.state' },
  version: 'k.version',
  sorts: { cups: { sql: 'k.cups', type: 'int' } },
  filters: { town: (p, v) => `k.town = ${p(v)}`, state: (p, v) => `k.state = any(${p(v)})` },
});

export const COUNTY = '140525';
export const cook: Actor = {
  account: randomUUID(),
  name: '厨师',
  role: 'cook',
  county: COUNTY,
  scope: 'county',
  town: null,
  enterprise: null,
  agency: null,
};
export const townCook = (town: string): Actor => ({ ...cook, account: randomUUID(), scope: 'town', town });

const TABLE = `create schema test; grant usage on schema test to zean_app;
  create table test.kettle (county text, id uuid, version int not null default 1, town text not null, enterprise uuid, state text not null, cups int not null check (cups >= 0), note text, secret text, primary key (county, id));
  alter table test.kettle enable row level security; alter table test.kettle force row level security;
  create policy k on test.kettle using (county = current_setting('app.county', true) and (current_setting('app.scope', true) = 'county' or town = current_setting('app.town', true)));
  grant select, insert, update, delete on test.kettle to zean_app;`;

/** A database with the kernel's migrations and the tea kitchen, and a runner whose clock a test moves. */
export async function kitchen() {
  const db = await testDatabase();
  await db.pools.owner.query(TABLE);
  await withClient(db.owner, (client) => distribute(client));
  let now = Date.parse('2022-03-14T01:00:00.000Z');
  const runner: Runner = {
    pool: db.pools.app,
    modules: composed([
      { commands: [fill, boil, pour, smash], ledgers: [kettles], subjects: [kettle], tallies: [byState] },
    ]),
    clock: () => new Date(now++).toISOString(),
  };
  const count = async (table: string): Promise<number> => {
    const client = await db.pools.app.connect();
    try {
      await client.query(`begin; set local app.county='${COUNTY}'; set local app.scope='county'`);
      const { rows } = await client.query(`select count(*)::int as n from ${table}`);
      await client.query('commit');
      return rows[0].n;
    } finally {
      client.release();
    }
  };
  return {
    db,
    runner,
    count,
    advance: (ms: number) => {
      now += ms;
    },
  };
}
