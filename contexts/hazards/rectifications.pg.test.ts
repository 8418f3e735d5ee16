/** 整改与复查, each time a row: what is given back and rectified again hides nothing of the first time. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel';
import { replay } from '#kernel/server';
import { COUNTY, START, type TestCounty, testCounty } from '../../test/county.ts';
import { finding, hazardAt } from '../../test/walk.ts';
import type { HazardRecord } from './desk/answers.ts';
import { rounds } from './rounds.ts';

let c: TestCounty;
beforeAll(async () => {
  c = await testCounty();
  c.setClock(START);
});
afterAll(() => c?.close());

const p = (role: string): Actor => c.people[role] as Actor;
const see = (who: Actor, id: string) => c.ask<HazardRecord>(who, 'hazards.record', { id });
const photo = async (by: Actor) => {
  const sha256 = await c.upload(by);
  return { sha256, photos: [{ sha256 }] };
};
/** Hashes of the photos of one round, by what they show. */
const shownOf = (record: HazardRecord, round: string) =>
  record.photos.filter((one) => one.round === round).map((one) => [one.purpose, one.sha256]);

describe('整改与复查 each time', () => {
  test('given back after the check and rectified again: both with person, measure, note, check and photos', async () => {
    const [town, manager] = [p('town-officer'), p('safety-manager')];
    const id = await hazardAt(c, 'home', 'assigned');
    const [first, checked, second] = [await photo(manager), await photo(town), await photo(c.others.principal)];
    await c.act(manager, 'hazards.rectify', { id, note: '已更换耳轴', photos: first.photos });
    await c.act(town, 'hazards.verify', { id, note: '现场看过', photos: checked.photos });
    await c.act(town, 'hazards.give-back', { id, reason: '又松动了' });
    await c.act(c.others.principal, 'hazards.rectify', { id, note: '重新紧固并探伤', photos: second.photos });
    const record = await see(town, id);
    const [one, two, ...more] = record.rounds.rectifications;
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      measure: '更换耳轴并探伤',
      person: '王五',
      dueOn: '2022-04-30',
      rectifiedBy: manager.account,
      rectifiedByName: manager.name,
      note: '已更换耳轴',
      verifiedBy: town.account,
      verifiedByName: town.name,
      verifiedNote: '现场看过',
      outcome: 'returned',
      returnedByName: town.name,
      returnReason: '又松动了',
    });
    expect(two).toMatchObject({
      person: '王五',
      rectifiedBy: c.others.principal.account,
      note: '重新紧固并探伤',
      verifiedBy: null,
      outcome: null,
      returnReason: null,
    });
    expect(shownOf(record, one!.id)).toEqual([
      ['after', first.sha256],
      ['check', checked.sha256],
    ]);
    expect(shownOf(record, two!.id)).toEqual([['after', second.sha256]]);
    const told = record.timeline.map((line) => line.sentence);
    for (const text of ['已更换耳轴', '现场看过', '又松动了', '重新紧固并探伤'])
      expect(
        told.some((line) => line.includes(text)),
        text,
      ).toBe(true);
    await c.act(town, 'hazards.verify', { id, note: '合格', photos: (await photo(town)).photos });
    expect((await see(town, id)).rounds.rectifications).toMatchObject([
      { outcome: 'returned', note: '已更换耳轴' },
      { outcome: 'passed', verifiedNote: '合格' },
    ]);
  });

  test('in a self-check another person and measure are arranged between: each time keeps its own', async () => {
    const [worker, manager] = [p('worker'), p('safety-manager')];
    const id = await hazardAt(c, 'home', 'self-found');
    await c.act(manager, 'hazards.arrange', { id, measure: '加护栏', person: '赵六', dueOn: '2022-03-20' });
    await c.act(worker, 'hazards.rectify', { id, note: '已装', photos: (await photo(worker)).photos });
    await c.act(manager, 'hazards.give-back', { id, reason: '不牢' });
    await c.act(manager, 'hazards.arrange', { id, measure: '焊接护栏', person: '孙七', dueOn: '2022-03-25' });
    await c.act(worker, 'hazards.rectify', { id, note: '已焊', photos: (await photo(worker)).photos });
    await c.act(c.others.principal, 'hazards.confirm', { id, note: '看过' });
    expect((await see(manager, id)).rounds.rectifications).toMatchObject([
      {
        measure: '加护栏',
        person: '赵六',
        dueOn: '2022-03-20',
        note: '已装',
        outcome: 'returned',
        returnReason: '不牢',
      },
      {
        measure: '焊接护栏',
        person: '孙七',
        dueOn: '2022-03-25',
        note: '已焊',
        outcome: 'passed',
        verifiedBy: c.others.principal.account,
        verifiedNote: '看过',
      },
    ]);
  });

  test('taken over before it was confirmed, the round says so; reopened, the next is another', async () => {
    const town = p('town-officer');
    const taken = await hazardAt(c, 'home', 'self-rectified');
    await c.act(town, 'hazards.take-over', { id: taken, reason: '久拖不改' });
    expect((await see(town, taken)).rounds.rectifications).toMatchObject([{ note: '护栏已装', outcome: 'taken-over' }]);
    const id = await hazardAt(c, 'home', 'closed');
    await c.act(town, 'hazards.reopen', { id, reason: '反弹', dueOn: '2022-05-01' });
    const manager = p('safety-manager');
    await c.act(manager, 'hazards.rectify', { id, note: '重做', photos: (await photo(manager)).photos });
    expect((await see(town, id)).rounds.rectifications).toMatchObject([
      { note: '已更换', dueOn: '2022-04-30', outcome: 'passed' },
      { note: '重做', dueOn: '2022-05-01', outcome: null },
    ]);
  });

  test('the same picture for two rounds stands in both and is pointed out', async () => {
    const [town, manager] = [p('town-officer'), p('safety-manager')];
    const id = await hazardAt(c, 'home', 'assigned');
    const { sha256, photos } = await photo(manager);
    await c.act(manager, 'hazards.rectify', { id, note: '已改', photos });
    await c.act(town, 'hazards.give-back', { id, reason: '照片看不清' });
    await c.act(manager, 'hazards.rectify', { id, note: '还是这张', photos });
    const record = await see(town, id);
    expect(record.rounds.rectifications.map((one) => shownOf(record, one.id))).toEqual([
      [['after', sha256]],
      [['after', sha256]],
    ]);
    expect(record.twice).toMatchObject([{ sha256, uses: [{ purpose: 'after' }, { purpose: 'after' }] }]);
    expect(record.reused).toEqual([]);
  });

  test('the expert asked sees the rounds, who is asked no more does not', async () => {
    const [town, expert] = [p('town-officer'), p('expert')];
    const id = await hazardAt(c, 'home', 'rectified');
    await c.act(town, 'hazards.ask-analysis', { id, expert: c.experts.mine, question: '改到位了吗' });
    expect((await see(expert, id)).rounds.rectifications).toMatchObject([{ note: '已更换' }]);
    await c.act(town, 'hazards.give-back', { id, reason: '再改' });
    const manager = p('safety-manager');
    await c.act(manager, 'hazards.rectify', { id, note: '再改了', photos: (await photo(manager)).photos });
    const record = await see(expert, id);
    expect(record.rounds.rectifications.map((one) => one.note)).toEqual(['已更换', '再改了']);
    expect(record.photos.filter((one) => one.round !== null)).toHaveLength(2);
    const other = { name: '专家丙', speciality: '冶金', account: c.others.expert.account };
    const { id: second } = await c.act(p('county-admin'), 'registry.add-expert', other);
    await c.act(town, 'hazards.ask-analysis', { id, expert: second, question: '再看看' });
    expect((await see(c.others.expert, id)).rounds.rectifications).toHaveLength(2);
    const experts = await c.rows('select distinct expert from hazards.rectification where hazard = $1', [id]);
    expect(experts).toEqual([{ expert: c.others.expert.account }]);
  });

  test('the journal rebuilds every round, its photos and the hazard', async () => {
    const { id } = await c.act<{ id: string }>(p('town-officer'), 'hazards.report', finding(c.firms.home));
    expect((await see(p('town-officer'), id)).rounds.rectifications).toEqual([]);
    const kinds = [rounds.rectifications.of.kind, 'hazard', 'use'];
    for (const subject of c.modules.subjects.filter((one) => kinds.includes(one.kind))) {
      const done = await replay(c.db.pools.app, COUNTY, subject);
      expect(done.checked, subject.kind).toBeGreaterThan(5);
      expect(done.wrong, subject.kind).toEqual([]);
    }
  });
});
