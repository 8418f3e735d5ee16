/** 重大危险源辨识 in the file of an enterprise: the rule is asked again on the server, a later result replaces, nothing is overwritten. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, AnswerOf } from '#kernel';
import { replay } from '#kernel/server';
import { COUNTY, type TestCounty, testCounty, XIACUN } from '../../test/county.ts';
import type { majorSourcesQuery } from './queries/major-sources.ts';
import { majorSource } from './subjects.ts';

type Answer = AnswerOf<typeof majorSourcesQuery>;

let c: TestCounty;
let officer: Actor;
const basis = (quantity_t: number | string) => ({
  unit: 'storage',
  exposedPeople: 60,
  held: [{ substance: '液氨', quantity_t }],
});
const given = (quantity_t: number | string, more: object = {}) => ({
  enterprise: c.firms.home,
  name: '液氨储罐区',
  on: '2022-03-14',
  basis: basis(quantity_t),
  ...more,
});
const filed = async (who = officer) =>
  c.ask<Answer>(who, 'hazards.major-sources', { enterprise: c.firms.home }).then(({ rows }) => rows);

beforeAll(async () => {
  c = await testCounty();
  officer = c.people['town-officer'] as Actor;
});
afterAll(() => c.close());

test('the figures are the rule’s own, with workings, edition and day', async () => {
  const made = await c.act(officer, 'hazards.file-major-source', given(30));
  // S = 30 ÷ 10; 60 people: α = 1.5; β of ammonia 2; R = 1.5 × 2 × 3 = 9 < 10.
  expect(made).toMatchObject({ major: true, level: '四级', replaced: null });
  const [row, ...others] = await filed();
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    name: '液氨储罐区',
    unit: 'storage',
    lawOn: '2022-03-14',
    s: '3',
    r: '9',
    alpha: '1.5',
    level: '四级',
    filedByName: officer.name,
    held: [{ substance: '液氨', quantity_t: 30 }],
    replacedAt: null,
  });
  expect(row?.edition).toContain('GB 18218-2018');
  expect(row?.workings.map((step) => step.say).join()).toContain('S = 3');
  expect(row?.cites.length).toBeGreaterThan(0);
  expect(row?.can).toEqual(['hazards.withdraw-major-source']);
});

test('a later result of the same unit replaces it and leaves it as it was; another unit stands beside', async () => {
  const [before] = await filed();
  const made = await c.act(c.managers.home, 'hazards.file-major-source', given(4));
  expect(made).toMatchObject({ major: false, level: null, replaced: before?.id });
  await c.act(officer, 'hazards.file-major-source', given(12, { name: '制冷机房' }));
  const rows = await filed();
  expect(rows.map((row) => [row.name, row.s, row.level, row.replacedBy !== null])).toEqual([
    ['制冷机房', '1.2', '四级', false],
    ['液氨储罐区', '0.4', null, false],
    ['液氨储罐区', '3', '四级', true],
  ]);
  expect(rows[2]).toMatchObject({ workings: before?.workings, filedAt: before?.filedAt, replacedBy: made.id });
  const { timeline } = await c.ask<Answer>(officer, 'hazards.major-sources', { enterprise: c.firms.home });
  expect(timeline.map((line) => line.sentence)).toEqual([
    '存入重大危险源辨识：制冷机房，构成四级重大危险源',
    '存入重大危险源辨识：液氨储罐区，不构成重大危险源，替换原有结果',
    '存入重大危险源辨识：液氨储罐区，构成四级重大危险源',
  ]);
});

test('what the rule would not answer is not filed, nor a day to come, and the reason names place and value', async () => {
  for (const [body, words] of [
    [given('500kg'), '吨'],
    [given(12, { on: '2018-01-01' }), '2019-03-01'],
    [given(12, { on: '2026-01-01' }), '还没有到'],
  ] as const) {
    const refused = await c.no(officer, 'hazards.file-major-source', body);
    expect(JSON.stringify(refused)).toContain(words);
  }
  expect(await filed()).toHaveLength(3);
});

test('one filed by mistake is withdrawn with a reason and stays; one that was replaced is not withdrawn', async () => {
  const [room, tank, old] = await filed();
  await c.act(officer, 'hazards.withdraw-major-source', { id: room?.id, reason: '填错了企业' });
  expect((await filed())[0]).toMatchObject({ withdrawReason: '填错了企业', withdrawnByName: officer.name, can: [] });
  const refused = await c.no(officer, 'hazards.withdraw-major-source', { id: old?.id, reason: '填错了企业' });
  expect(JSON.stringify(refused)).toContain('已被新的替换');
  // The name is free again: nothing is replaced by what is filed next.
  const again: Record<string, unknown> = await c.act(
    officer,
    'hazards.file-major-source',
    given(12, { name: '制冷机房' }),
  );
  expect(again.replaced).toBeNull();
  expect(tank?.replacedAt).toBeNull();
});

test('it goes with its enterprise to another town, and is rebuilt from the journal', async () => {
  await c.act(c.people['county-admin'] as Actor, 'registry.change-enterprise', { id: c.firms.home, town: XIACUN });
  expect(await filed()).toEqual([]);
  const rows = await filed(c.others.foreignTown);
  expect(rows).toHaveLength(4);
  expect(rows.every((row) => row.town === XIACUN)).toBe(true);
  expect((await replay(c.db.pools.app, COUNTY, majorSource as never)).wrong).toEqual([]);
});
