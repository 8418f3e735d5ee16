/** 消息: a word follows the act that it is about, once, to whom it concerns and to nobody else. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, isRefused, mintId } from '#kernel';
import { runCommand, transaction } from '#kernel/server';
import { COUNTY, type TestCounty, testCounty } from '../../test/county.ts';
import { CRITERION, hazardAt } from '../../test/walk.ts';
import { carryMessages, sweepMessages } from './carry.ts';

let c: TestCounty;
let town: Actor;
let manager: Actor;

interface Inbox {
  rows: { id: string; title: string; text: string | null; path: string; kind: string; readAt: string | null }[];
  unread: number;
  next: string | null;
}
const inbox = (who: Actor, given: unknown = {}): Promise<Inbox> => c.ask<Inbox>(who, 'messages.inbox', given);
const carry = () => carryMessages(c.runner, COUNTY);
/** Accounts that got the words of these kinds since the inboxes were emptied. */
const reached = async (kind: string): Promise<string[]> => {
  await carry();
  const rows = await c.rows<{ account: string }>(
    'select account from messages.message where county = $1 and kind = $2 order by account',
    [COUNTY, kind],
  );
  return rows.map(({ account }) => account);
};
const ids = (...actors: Actor[]) => actors.map(({ account }) => account).sort();
const homeManagers = () => [c.people.principal!, manager, c.others.manager, c.others.principal];
const townPeople = () => [c.people['town-lead']!, town, c.others.town, c.others.townLead];

beforeAll(async () => {
  c = await testCounty();
  town = c.people['town-officer']!;
  manager = c.managers.home;
});
afterAll(() => c.close());
const empty = async () => {
  await c.rows('delete from messages.telling where county = $1', [COUNTY]);
  await c.rows('delete from messages.message where county = $1', [COUNTY]);
  await c.rows('delete from messages.silence where county = $1', [COUNTY]);
};
beforeEach(empty);
const settled = async (...of: Parameters<typeof hazardAt>) => {
  const id = await hazardAt(...of);
  await empty();
  return id;
};

describe('whom a word reaches', () => {
  test('an urging reaches the managers of the enterprise, leads to the hazard, and nobody else sees it', async () => {
    const id = await settled(c, 'home', 'assigned');
    await c.act(town, 'hazards.urge', { id, note: '请抓紧' });
    expect(await reached('hazards.urged')).toEqual(ids(...homeManagers()));
    const { rows, unread } = await inbox(manager);
    expect(unread).toBe(1);
    expect(rows[0]).toMatchObject({ path: `/hazards/${id}`, kind: 'hazards.urged', readAt: null });
    expect(rows[0]!.text).toContain('请抓紧');
    for (const other of [town, c.people['county-admin']!, c.people.worker!, c.others.neighbour, c.others.foreign]) {
      expect((await inbox(other)).rows).toEqual([]);
      const seen = await transaction(c.db.pools.app, other, 'read', async (client) => [
        (await client.query('select 1 from messages.message')).rowCount,
        (await client.query('select 1 from messages.telling')).rowCount,
      ]);
      expect(seen).toEqual([0, 0]);
    }
  });

  test('what is mended reaches the town; where an officer with an account answers for the enterprise, only him', async () => {
    const show = async (id: string) => ({ id, note: '已加护栏', photos: [{ sha256: await c.pictureOf(manager) }] });
    await c.act(manager, 'hazards.rectify', await show(await settled(c, 'home', 'assigned')));
    expect(await reached('hazards.to-verify')).toEqual(ids(...townPeople()));
    const id = await settled(c, 'home', 'assigned');
    const answering = 'update registry.officer set account = $3 where county = $1 and id = $2';
    await c.rows(answering, [COUNTY, c.officers.town, c.others.town.account]);
    await c.act(manager, 'hazards.rectify', await show(id));
    const to = await reached('hazards.to-verify');
    await c.rows(answering, [COUNTY, c.officers.town, null]);
    expect(to).toEqual(ids(c.others.town));
  });

  test('what the county leads reaches the county, not the towns', async () => {
    const id = await settled(c, 'home', 'assigned', { heldBy: 'county' });
    await c.act(manager, 'hazards.ask-extension', { id, until: '2022-05-30', reason: '缺件' });
    expect(await reached('hazards.extension-asked')).toEqual(ids(c.people['county-officer']!, c.others.officer));
  });

  test('nobody is told of his own act, nor an account that is disabled', async () => {
    const id = await settled(c, 'home', 'self-assigned');
    await c.act(c.people['county-admin']!, 'access.disable-account', {
      id: c.others.principal.account,
      reason: '离职',
    });
    await c.act(manager, 'hazards.rectify', {
      id,
      note: '已修',
      photos: [{ sha256: await c.pictureOf(manager) }],
    });
    const to = await reached('hazards.to-confirm');
    await c.act(c.people['county-admin']!, 'access.enable-account', { id: c.others.principal.account });
    expect(to).toEqual(ids(c.people.principal!, c.others.manager));
  });

  test('an expert is told what he is asked', async () => {
    const id = await settled(c, 'home', 'judged');
    const expert = c.experts.mine;
    await c.act(c.people['county-officer']!, 'hazards.ask-analysis', { id, expert, question: '可否使用' });
    expect(await reached('hazards.consulted')).toEqual(ids(c.people.expert!));
  });
});

describe('a word is of its act', () => {
  test('made again under its key it is one word; a refused act makes none; carried again it is no second message', async () => {
    const id = await settled(c, 'home', 'assigned');
    const urge = c.modules.commands.find(({ name }) => name === 'hazards.urge')!;
    const once = { key: mintId(), body: { id } };
    for (const replay of [false, true]) {
      const outcome = await runCommand(c.runner, urge, town, once);
      expect(isRefused(outcome) ? outcome : outcome.replay).toBe(replay);
    }
    expect(await c.no(c.others.foreignTown, 'hazards.urge', { id })).toMatchObject({ code: 'NOT_FOUND' });
    expect((await c.no(town, 'hazards.verify', { id, note: '看过' })).code).not.toBe('');
    const words = await c.rows('select 1 from messages.telling where county = $1', [COUNTY]);
    expect(words).toHaveLength(1);
    await Promise.all([carry(), carry()]);
    await carry();
    expect((await inbox(manager)).rows).toHaveLength(1);
    expect(await c.rows('select 1 from messages.telling where county = $1', [COUNTY])).toEqual([]);
  });

  test('one hand-in for several duties sends a word for each, with the page of each', async () => {
    const told = (about: string) =>
      c.act<{ id: string }>(c.people['county-admin']!, 'duties.tell-occasion', {
        obligation: 'liability-insurance',
        enterprise: c.firms.home,
        on: '2021-06-01',
        about,
      });
    const [a, b] = [await told('保单甲'), await told('保单乙')];
    const given = { note: '新保单', representsFrom: '2022-03-01', representsTo: '2022-03-01' };
    await c.act(manager, 'duties.hand-in', { id: a.id, also: [b.id], ...given });
    await carry();
    const rows = await c.rows<{ path: string }>(
      "select distinct path from messages.message where county = $1 and kind = 'duties.to-judge'",
      [COUNTY],
    );
    expect(rows.map(({ path }) => path).sort()).toEqual([`/duties/${a.id}`, `/duties/${b.id}`].sort());
    await c.act(town, 'duties.give-back', { id: a.id, reason: '缺签字', redoBy: '2022-12-01' });
    await c.act(town, 'duties.urge', { id: a.id, note: '请补正' });
    expect(await reached('duties.returned')).toEqual(ids(...homeManagers()));
    expect(await reached('duties.urged')).toEqual(ids(...homeManagers()));
  });
});

describe('the inbox', () => {
  const urgeTimes = async (n: number) => {
    const id = await settled(c, 'home', 'assigned');
    for (let i = 0; i < n; i++) await c.act(town, 'hazards.urge', { id, note: `第 ${i} 次` });
    await carry();
  };

  test('is paged newest first without a gap, searched, and read one by one or at once', async () => {
    await urgeTimes(5);
    const seen: string[] = [];
    for (let before: string | null = ''; before !== null; ) {
      const page: Inbox = await inbox(manager, { limit: 2, ...(before ? { before } : {}) });
      seen.push(...page.rows.map(({ text }) => text!.match(/第 (\d) 次/)![1]!));
      before = page.next;
    }
    expect(seen).toEqual(['4', '3', '2', '1', '0']);
    const [found] = (await inbox(manager, { q: '第 3 次' })).rows;
    expect(await c.act(manager, 'messages.read', { ids: [found!.id] })).toEqual({ read: 1 });
    expect((await inbox(manager, { unread: 'true' })).rows).toHaveLength(4);
    expect(await c.no(c.others.manager, 'messages.read', { ids: [found!.id] })).toMatchObject({ code: 'NOT_FOUND' });
    const shown = await c.rows<{ at: Date }>(
      "select at from messages.message where county = $1 and account = $2 and text like '%第 1 次'",
      [COUNTY, manager.account],
    );
    const upTo = new Date(shown[0]!.at).toISOString();
    expect(await c.act(manager, 'messages.read-all', { upTo })).toEqual({ read: 2 });
    expect(await c.ask(manager, 'messages.unread')).toEqual({ unread: 2 });
    expect(await c.ask(c.others.manager, 'messages.unread')).toEqual({ unread: 5 });
  });

  test('a kind turned off comes no more, an alarm does', async () => {
    const { kinds } = await c.ask<{ kinds: { key: string; alarm: boolean; on: boolean }[] }>(manager, 'messages.kinds');
    expect(kinds).toContainEqual({ key: 'hazards.urged', title: '隐患催办', alarm: false, on: true });
    expect(kinds.some(({ key }) => key === 'hazards.to-verify')).toBe(false);
    await c.act(manager, 'messages.choose-kind', { kind: 'hazards.urged', on: false });
    expect((await c.no(manager, 'messages.choose-kind', { kind: 'hazards.major', on: false })).message).toContain(
      '告警，不能关闭',
    );
    expect((await c.no(manager, 'messages.choose-kind', { kind: 'hazards.to-verify', on: true })).code).toBe('INVALID');
    const id = await hazardAt(c, 'home', 'assigned', { level: 'major', criterion: CRITERION });
    await c.act(town, 'hazards.urge', { id });
    expect(await reached('hazards.urged')).toEqual(ids(...homeManagers().filter((one) => one !== manager)));
    expect(await reached('hazards.major')).toEqual(ids(...homeManagers()));
    await c.act(manager, 'messages.choose-kind', { kind: 'hazards.urged', on: true });
    await c.act(town, 'hazards.urge', { id });
    expect(await reached('hazards.urged')).toContain(manager.account);
  });

  test('what was done long before it is carried is no news; what is past its time is cleaned away', async () => {
    const id = await settled(c, 'home', 'assigned');
    const start = c.runner.clock();
    await c.act(town, 'hazards.urge', { id });
    c.setClock(new Date(Date.parse(start) + 8 * 86_400_000).toISOString());
    await carry();
    expect(await inbox(manager)).toMatchObject({ unread: 0, rows: [{ path: `/hazards/${id}` }] });
    expect(await sweepMessages(c.runner, COUNTY)).toBe(0);
    c.setClock(new Date(Date.parse(start) + 181 * 86_400_000).toISOString());
    expect(await sweepMessages(c.runner, COUNTY)).toBe(4);
    expect((await inbox(manager)).rows).toEqual([]);
  });
});
