/** The search over everything shows the newest hazards of a word, however many there are. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, mintId } from '#kernel';
import { insertRows, transaction } from '#kernel/server';
import { COUNTY, type TestCounty, testCounty } from '../../test/county.ts';
import { hazardAt } from '../../test/walk.ts';
import { gramsOf, haystackOf, hazardNumber } from './domain/hazard.rule.ts';

const HITS = 320;
const WORD = '弧光灼伤';
let c: TestCounty;

beforeAll(async () => {
  c = await testCounty();
  const id = await hazardAt(c, 'home', 'found');
  const [row] = await c.rows<
    Record<string, unknown> & { enterprise_name: string; place: string; responsible: unknown }
  >('select * from hazards.hazard where id = $1', [id]);
  const { haystack: _, due_order: __, ...kept } = row!;
  const seed: Record<string, unknown> = { ...kept, responsible: JSON.stringify(kept.responsible) };
  const rows: Record<string, unknown>[] = [];
  const words: Record<string, unknown>[] = [];
  for (let n = 0; n < HITS; n++) {
    const day = new Date(Date.UTC(2021, 0, 1 + n)).toISOString();
    const copy = { ...seed, id: mintId(), found_at: day, found_on: day.slice(0, 10), description: `${WORD}防护缺失` };
    const number = hazardNumber(copy.id, copy.found_on);
    const haystack = haystackOf({
      number,
      enterpriseName: row!.enterprise_name,
      description: copy.description,
      place: row!.place,
    });
    rows.push({ ...copy, number });
    words.push({
      county: COUNTY,
      hazard: copy.id,
      town: seed.town,
      enterprise: seed.enterprise,
      found_at: day,
      haystack,
      grams: gramsOf(haystack),
    });
  }
  // Written as the platform writes many rows: a cluster takes no insert … select.
  await transaction(c.db.pools.app, { ...c.people['county-admin']!, role: 'system' }, 'write', async (client) => {
    await insertRows(client, 'hazards.hazard', rows);
    await insertRows(client, 'hazards.word', words);
  });
}, 120_000);
afterAll(() => c?.close());

test.each(['county-officer', 'town-officer'])('the newest ten of %s', async (role) => {
  const newest = await c.rows<{ id: string }>(
    `select id from hazards.hazard where description like '%${WORD}%' order by found_at desc, id desc limit 10`,
  );
  const { groups } = await c.ask<{ groups: { title: string; found: { path: string }[] }[] }>(
    c.people[role] as Actor,
    'home.search',
    { q: WORD },
  );
  const found = groups.find((group) => group.title === '隐患')?.found ?? [];
  expect(found.map((one) => one.path)).toEqual(newest.map(({ id }) => `/hazards/${id}`));
});
