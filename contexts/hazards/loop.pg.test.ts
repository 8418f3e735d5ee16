import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel';
import { auditTallies, replay } from '#kernel/server';
import { COUNTY, NANCUN, START, somePicture, type TestCounty, testCounty, XIACUN } from '../../test/county.ts';
import { CRITERION, finding, fiveFixed, hazardAt } from '../../test/walk.ts';
import { hazardNumber } from './domain/hazard.rule.ts';
import { type Rounds, rounds } from './rounds.ts';
import type { Hazard } from './subjects.ts';

let c: TestCounty;
beforeAll(async () => {
  c = await testCounty();
});
beforeEach(() => c.setClock(START));
afterAll(() => c?.close());

const p = (role: string): Actor => c.people[role] as Actor;
interface Shown {
  hazard: Hazard & { overdueDays: number };
  criterion: { id: string; edition: string } | null;
  photos: { sha256: string; purpose: string }[];
  reused: { sha256: string }[];
  rounds: Rounds;
  timeline: { command: string; sentence: string; actor: string }[];
  can: string[];
}
const see = (who: Actor, id: string) => c.ask<Shown & { refused?: { code: string } }>(who, 'hazards.record', { id });
const row = async (id: string) => (await see(p('county-admin'), id)).hazard;
const photos = async (by: Actor) => [{ sha256: await c.upload(by) }];

describe('监管闭环', () => {
  test('from the finding to 销号: each by its own people, each on the timeline, rows as the journal says', async () => {
    const [town, manager] = [p('town-officer'), p('safety-manager')];
    const { id, number } = await c.act<{ id: string; number: string }>(
      town,
      'hazards.report',
      finding(c.firms.home, { photos: await photos(town) }),
    );
    expect(number).toBe(hazardNumber(id, '2022-03-14'));
    await c.act(town, 'hazards.judge', { id, version: 1, level: 'general', reason: '可立即整改' });
    await c.act(town, 'hazards.assign', { id, version: 2, ...fiveFixed });
    expect((await c.no(town, 'hazards.rectify', { id, note: 'x', photos: [] })).code).toBe('NOT_YOURS');
    await c.act(manager, 'hazards.rectify', { id, version: 3, note: '耳轴已更换', photos: await photos(manager) });
    expect((await c.no(manager, 'hazards.verify', { id, note: '好', photos: await photos(manager) })).code).toBe(
      'NOT_YOURS',
    );
    await c.act(c.others.town, 'hazards.verify', {
      id,
      version: 4,
      note: '现场看过',
      photos: await photos(c.others.town),
    });
    await c.act(p('town-lead'), 'hazards.close', { id, version: 5 });
    const shown = await see(manager, id);
    expect(shown.hazard).toMatchObject({
      state: 'closed',
      closedOn: '2022-03-14',
      closeReason: 'rectified',
      version: 6,
      moneyYuan: '12000.00',
      person: '王五',
      enterpriseName: '甲甲测试铸造厂',
      foundBy: town.account,
      rectifiedBy: manager.account,
      closedBy: p('town-lead').account,
      town: NANCUN,
    });
    expect(shown.rounds.rectifications).toMatchObject([
      { rectifiedBy: manager.account, verifiedBy: c.others.town.account, verifiedNote: '现场看过' },
    ]);
    expect(shown.photos.map((photo) => photo.purpose)).toEqual(['before', 'after', 'check']);
    expect(shown.timeline.map((line) => line.command)).toEqual(
      ['report', 'judge', 'assign', 'rectify', 'verify', 'close'].map((name) => `hazards.${name}`),
    );
    const hazards = c.modules.subjects.find((s) => s.kind === 'hazard')!;
    expect((await replay(c.db.pools.app, COUNTY, hazards)).wrong).toEqual([]);
  });

  test('a step skipped, repeated or out of turn is refused and says in which state the hazard is', async () => {
    const id = await hazardAt(c, 'home', 'found');
    const no = await c.no(p('town-officer'), 'hazards.assign', { id, ...fiveFixed });
    expect([no.code, no.message]).toEqual(['NO_SUCH_MOVE', '当前状态为“待判定”，不能派发']);
    const closed = await hazardAt(c, 'home', 'closed');
    expect((await c.no(p('town-officer'), 'hazards.close', { id: closed })).message).toContain('已销号');
    expect(
      (await c.no(p('town-officer'), 'hazards.judge', { id: closed, level: 'general', reason: '再判' })).code,
    ).toBe('NO_SUCH_MOVE');
  });

  test('五落实: each that is lacking is named', async () => {
    const id = await hazardAt(c, 'home', 'judged');
    const none = await c.no(p('town-officer'), 'hazards.assign', { id });
    expect([none.code, none.missing]).toEqual(['INCOMPLETE', ['整改措施', '责任人', '资金', '整改期限', '应急预案']]);
    const some = await c.no(p('town-officer'), 'hazards.assign', { id, ...fiveFixed, person: '  ', plan: undefined });
    expect(some.missing).toEqual(['责任人', '应急预案']);
    // Money may be nothing, but it must be said.
    await c.act(p('town-officer'), 'hazards.assign', { id, ...fiveFixed, moneyYuan: 0 });
    expect((await row(id)).moneyYuan).toBe('0.00');
  });

  test('a day that has passed is refused with its place, its value and what is allowed; today is allowed', async () => {
    const id = await hazardAt(c, 'home', 'judged');
    const no = await c.no(p('town-officer'), 'hazards.assign', { id, ...fiveFixed, dueOn: '2022-03-13' });
    expect(no.places).toEqual([
      { place: 'dueOn', value: '2022-03-13', allowed: '不早于 2022-03-14', message: '整改期限不能早于今天' },
    ]);
    for (const dueOn of ['2022-02-30', '2022-13-01', '2022-3-1', '明天']) {
      expect(
        (await c.no(p('town-officer'), 'hazards.assign', { id, ...fiveFixed, dueOn })).places?.[0]?.place,
        dueOn,
      ).toBe('dueOn');
    }
    await c.act(p('town-officer'), 'hazards.assign', { id, ...fiveFixed, dueOn: '2022-03-14' });
    expect((await row(id)).overdueDays).toBe(0);
    c.setClock('2022-03-14T15:59:59.000Z');
    expect((await row(id)).overdueDays, 'the last second of the due day in Beijing').toBe(0);
    c.setClock('2022-03-14T16:00:00.000Z');
    expect((await row(id)).overdueDays).toBe(1);
  });

  test('不构成隐患 closes with a reason', async () => {
    const id = await hazardAt(c, 'home', 'found');
    expect((await c.no(p('town-officer'), 'hazards.dismiss', { id })).missing).toEqual(['理由']);
    await c.act(p('town-officer'), 'hazards.dismiss', { id, reason: '设备已报废' });
    expect(await row(id)).toMatchObject({
      state: 'closed',
      closeReason: 'dismissed',
      judgeReason: '设备已报废',
      level: 'unjudged',
    });
  });

  test('退回重改, then again: the count of returns stays', async () => {
    const id = await hazardAt(c, 'home', 'rectified');
    await c.act(p('town-officer'), 'hazards.give-back', { id, reason: '照片看不清' });
    await c.act(p('safety-manager'), 'hazards.rectify', {
      id,
      note: '重拍',
      photos: await photos(p('safety-manager')),
    });
    await c.act(p('town-officer'), 'hazards.verify', { id, note: '可以', photos: await photos(p('town-officer')) });
    await c.act(p('town-officer'), 'hazards.give-back', { id, reason: '又松动了' });
    expect(await row(id)).toMatchObject({ state: 'assigned', returns: 2 });
  });

  test('rectifying and verifying need a note and a photo', async () => {
    const id = await hazardAt(c, 'home', 'assigned');
    const manager = p('safety-manager');
    expect((await c.no(manager, 'hazards.rectify', { id })).missing).toEqual(['情况说明', '现场照片']);
    expect((await c.no(manager, 'hazards.rectify', { id, note: '好了', photos: [] })).missing).toEqual(['现场照片']);
    const never = await c.no(manager, 'hazards.rectify', { id, note: '好了', photos: [{ sha256: 'a'.repeat(64) }] });
    expect([never.code, never.places?.[0]?.value]).toEqual(['INVALID', 'a'.repeat(64)]);
    // Another enterprise's picture is not mine to show.
    const strange = await c.upload(c.others.foreign);
    expect((await c.no(manager, 'hazards.rectify', { id, note: '好了', photos: [{ sha256: strange }] })).code).toBe(
      'INVALID',
    );
    expect((await row(id)).state).toBe('assigned');
  });

  test('two at once: one goes through, the other is told that it came too late', async () => {
    const id = await hazardAt(c, 'home', 'found');
    const both = await Promise.all([
      c.attempt(p('town-officer'), 'hazards.judge', { id, version: 1, level: 'general', reason: '一' }),
      c.attempt(c.others.town, 'hazards.judge', { id, version: 1, level: 'general', reason: '二' }),
    ]);
    expect(both.map((one) => ('refused' in one ? one.refused.code : 'done')).sort()).toEqual(['STALE', 'done']);
    expect(await row(id)).toMatchObject({ version: 2, state: 'judged' });
  });
});

describe('重大隐患', () => {
  test('cites a criterion in force on the day of the finding: the edition of 2017, of 2023, and none before', async () => {
    const officer = p('county-officer');
    const judge = (id: string, criterion?: string) =>
      c.attempt(officer, 'hazards.judge', { id, level: 'major', reason: '符合', ...(criterion ? { criterion } : {}) });
    const code = async (done: ReturnType<typeof judge>) => {
      const one = await done;
      return 'refused' in one ? one.refused.code : 'done';
    };
    const old = await hazardAt(c, 'home', 'found');
    expect(await code(judge(old))).toBe('INCOMPLETE');
    expect(await code(judge(old, 'trade2023-general-01')), '2023 in 2022').toBe('INVALID');
    expect(await code(judge(old, 'no-such-criterion'))).toBe('INVALID');
    expect(await code(judge(old, CRITERION))).toBe('done');
    expect((await see(officer, old)).criterion).toMatchObject({ id: CRITERION });
    c.setClock('2023-05-15T02:00:00.000Z');
    const last = await hazardAt(c, 'home', 'found', { foundAt: '2023-05-14T15:00:00Z' });
    const first = await hazardAt(c, 'home', 'found', { foundAt: '2023-05-14T16:00:00Z' });
    expect([(await row(last)).foundOn, (await row(first)).foundOn]).toEqual(['2023-05-14', '2023-05-15']);
    expect(await code(judge(first, CRITERION)), '2017 on the first day of 2023').toBe('INVALID');
    expect(await code(judge(first, 'trade2023-general-01'))).toBe('done');
    expect(await code(judge(last, 'trade2023-general-01')), 'found a day before, judged after').toBe('INVALID');
    expect(await code(judge(last, CRITERION))).toBe('done');
    const before = await hazardAt(c, 'home', 'found', { foundAt: '2016-01-01T00:00:00Z' });
    expect(await code(judge(before, CRITERION))).toBe('INVALID');
  });

  test('is supervised by listing, closed by the county; a general one is neither', async () => {
    const officer = p('county-officer');
    const general = await hazardAt(c, 'home', 'judged');
    expect(
      (await c.no(officer, 'hazards.supervise', { id: general, supervisedBy: 'county', notice: '1号' })).code,
    ).toBe('NOT_YOURS');
    const id = await hazardAt(c, 'home', 'verified', { level: 'major' });
    expect((await c.no(p('town-lead'), 'hazards.supervise', { id, supervisedBy: 'county', notice: '1号' })).code).toBe(
      'NOT_YOURS',
    );
    expect((await c.no(officer, 'hazards.supervise', { id })).missing).toEqual(['挂牌级别', '督办通知书文号']);
    await c.act(officer, 'hazards.supervise', { id, supervisedBy: 'county', notice: '泽应急督〔2022〕1号' });
    expect(await row(id)).toMatchObject({ supervisedBy: 'county', supervisedOn: '2022-03-14' });
    expect((await c.no(p('town-lead'), 'hazards.close', { id })).code).toBe('NOT_YOURS');
  });

  test('is closed by another than who checked it; a general one may be by the same', async () => {
    const officer = p('county-officer');
    const id = await hazardAt(c, 'home', 'verified', { level: 'major' });
    expect((await see(officer, id)).can).not.toContain('hazards.close');
    const no = await c.no(officer, 'hazards.close', { id });
    expect([no.code, no.message]).toEqual([
      'NOT_YOURS',
      '销号：您可办理的是全县的隐患，重大隐患的复查人除外，这条不在其内',
    ]);
    // Given back and checked by another, the first checker may close.
    await c.act(officer, 'hazards.give-back', { id, reason: '照片看不清' });
    expect((await row(id)).checkedBy).toBeNull();
    const manager = p('safety-manager');
    await c.act(manager, 'hazards.rectify', { id, note: '重拍', photos: await photos(manager) });
    const other = c.others.officer;
    await c.act(other, 'hazards.verify', { id, note: '现场看过', photos: await photos(other) });
    expect((await c.no(other, 'hazards.close', { id })).code).toBe('NOT_YOURS');
    await c.act(officer, 'hazards.close', { id });
    const general = await hazardAt(c, 'home', 'verified');
    await c.act(officer, 'hazards.close', { id: general });
  });

  test('judged anew as general it loses its criterion', async () => {
    const id = await hazardAt(c, 'home', 'judged', { level: 'major' });
    await c.act(p('county-officer'), 'hazards.judge', { id, level: 'general', reason: '复核后不符合' });
    expect(await row(id)).toMatchObject({ level: 'general', criterion: null });
  });
});

describe('延期', () => {
  test('asked by the enterprise with a day and a reason, agreed or not by officers; the old limit stands until then', async () => {
    const [manager, town] = [p('safety-manager'), p('town-officer')];
    const id = await hazardAt(c, 'home', 'assigned');
    expect(
      (await c.no(manager, 'hazards.ask-extension', { id, until: '2022-04-30', reason: '缺件' })).places?.[0],
    ).toMatchObject({ place: 'until', allowed: '晚于 2022-04-30' });
    expect((await c.no(town, 'hazards.grant-extension', { id, reason: '同意' })).code, 'nothing asked').toBe(
      'NOT_YOURS',
    );
    await c.act(manager, 'hazards.ask-extension', { id, until: '2022-05-10', reason: '缺件' });
    expect(await row(id)).toMatchObject({ dueOn: '2022-04-30', extensionUntil: '2022-05-10' });
    expect((await c.no(manager, 'hazards.ask-extension', { id, until: '2022-05-20', reason: '还缺' })).code).toBe(
      'NO_SUCH_MOVE',
    );
    expect((await c.no(manager, 'hazards.grant-extension', { id, reason: '自批' })).code).toBe('NOT_YOURS');
    await c.act(town, 'hazards.refuse-extension', { id, reason: '可先停用' });
    expect(await row(id)).toMatchObject({ dueOn: '2022-04-30', extensionUntil: null, extensions: 0 });
    await c.act(manager, 'hazards.ask-extension', { id, until: '2022-05-10', reason: '确实缺件' });
    await c.act(town, 'hazards.grant-extension', { id, reason: '同意' });
    expect(await row(id)).toMatchObject({ dueOn: '2022-05-10', extensionUntil: null, extensions: 1 });
  });

  test('an asked extension does not outlive the rectification', async () => {
    const manager = p('safety-manager');
    const id = await hazardAt(c, 'home', 'assigned');
    await c.act(manager, 'hazards.ask-extension', { id, until: '2022-05-10', reason: '缺件' });
    await c.act(manager, 'hazards.rectify', { id, note: '提前到货', photos: await photos(manager) });
    await c.act(p('town-officer'), 'hazards.give-back', { id, reason: '未到位' });
    expect(await row(id)).toMatchObject({ state: 'assigned', extensionUntil: null });
    expect((await c.no(p('town-officer'), 'hazards.grant-extension', { id, reason: '同意' })).code).toBe('NOT_YOURS');
  });
});

describe('逐级上报', () => {
  test('town → county → city and no further; who no longer leads no longer decides', async () => {
    const [town, officer] = [p('town-officer'), p('county-officer')];
    const id = await hazardAt(c, 'home', 'found');
    await c.act(town, 'hazards.escalate', { id, reason: '镇里无力判断' });
    expect(await row(id)).toMatchObject({ heldBy: 'county', state: 'found', escalateReason: '镇里无力判断' });
    expect((await c.no(town, 'hazards.escalate', { id, reason: '再报' })).code).toBe('NOT_YOURS');
    expect((await c.no(town, 'hazards.judge', { id, level: 'general', reason: '判' })).code).toBe('NOT_YOURS');
    expect((await see(town, id)).hazard.id).toBe(id);
    await c.act(officer, 'hazards.escalate', { id, reason: '县里无力' });
    expect((await c.no(officer, 'hazards.escalate', { id, reason: '还报' })).message).toBe('已上报至市级，不能再上报');
    await c.act(officer, 'hazards.judge', { id, level: 'general', reason: '判' });
  });
});

describe('专家会诊', () => {
  test('the expert asked sees this hazard and only it, answers once, and sees it no more when another is asked', async () => {
    const [town, expert] = [p('town-officer'), p('expert')];
    const id = await hazardAt(c, 'home', 'judged', { report: { photos: await photos(p('county-officer')) } });
    const other = await hazardAt(c, 'home', 'judged');
    expect((await see(expert, id)).refused?.code).toBe('NOT_FOUND');
    expect(
      (await c.no(town, 'hazards.ask-analysis', { id, expert: c.experts.unknown, question: '能用吗' })).message,
    ).toContain('没有账号');
    expect((await c.no(town, 'hazards.ask-analysis', { id, expert: id, question: '能用吗' })).places?.[0]?.place).toBe(
      'expert',
    );
    await c.act(town, 'hazards.ask-analysis', { id, expert: c.experts.mine, question: '能用吗' });
    expect((await see(expert, id)).photos).toHaveLength(1);
    expect((await see(expert, other)).refused?.code).toBe('NOT_FOUND');
    expect(await c.ask(expert, 'hazards.ledger')).toMatchObject({
      rows: [{ id, can: ['hazards.give-analysis'] }],
      total: { n: 1, exact: true },
    });
    expect(await c.ask(expert, 'hazards.todo')).toMatchObject({
      groups: [{ key: 'analysis', total: 1, rows: [{ id }] }],
    });
    expect((await see(c.others.expert, id)).refused?.code).toBe('NOT_FOUND');
    await c.act(expert, 'hazards.give-analysis', { id, text: '停用，探伤合格后再用' });
    expect((await c.no(expert, 'hazards.give-analysis', { id, text: '改一下' })).code).toBe('NOT_YOURS');
    expect(await row(id)).toMatchObject({ analysis: 'given', state: 'judged' });
    expect((await see(expert, id)).rounds.consultations).toMatchObject([
      { expert: expert.account, question: '能用吗', answer: '停用，探伤合格后再用' },
    ]);
    const second = (
      await c.act(p('county-admin'), 'registry.add-expert', {
        name: '专家丙',
        speciality: '冶金',
        account: c.others.expert.account,
      })
    ).id;
    await c.act(town, 'hazards.ask-analysis', { id, expert: second, question: '再看看' });
    expect((await see(expert, id)).refused?.code).toBe('NOT_FOUND');
    expect((await see(c.others.expert, id)).photos).toHaveLength(1);
    // The second question overwrites nothing of the first; each expert sees his own.
    const mine = { question: '能用吗', answer: '停用，探伤合格后再用' };
    const others = { expert: c.others.expert.account, question: '再看看', answer: null };
    expect((await see(town, id)).rounds.consultations).toMatchObject([mine, others]);
    expect((await see(c.others.expert, id)).rounds.consultations).toMatchObject([others]);
    await c.act(c.others.expert, 'hazards.give-analysis', { id, text: '换新的' });
    expect((await see(town, id)).rounds.consultations).toMatchObject([mine, { ...others, answer: '换新的' }]);
    expect((await replay(c.db.pools.app, COUNTY, rounds.consultations.of as never)).wrong).toEqual([]);
  });

  test('asked anew before the first has answered: the first question is withdrawn, not lost', async () => {
    const id = await hazardAt(c, 'home', 'judged');
    const town = p('town-officer');
    await c.act(town, 'hazards.ask-analysis', { id, expert: c.experts.mine, question: '甲问' });
    await c.act(town, 'hazards.ask-analysis', { id, expert: c.experts.mine, question: '乙问' });
    await c.act(p('expert'), 'hazards.give-analysis', { id, text: '乙答' });
    const [first, second] = (await see(town, id)).rounds.consultations;
    expect(first).toMatchObject({ question: '甲问', answer: null });
    expect(first?.withdrawnAt).not.toBeNull();
    expect(second).toMatchObject({ question: '乙问', answer: '乙答', withdrawnAt: null });
  });

  test('an extension refused and asked for again: both stand, with who decided', async () => {
    const id = await hazardAt(c, 'home', 'assigned');
    const [town, manager] = [p('town-officer'), p('safety-manager')];
    await c.act(manager, 'hazards.ask-extension', { id, until: '2022-05-10', reason: '缺件' });
    await c.act(town, 'hazards.refuse-extension', { id, reason: '理由不足' });
    await c.act(manager, 'hazards.ask-extension', { id, until: '2022-05-20', reason: '停产检修' });
    await c.act(town, 'hazards.grant-extension', { id, reason: '属实' });
    await c.act(manager, 'hazards.ask-extension', { id, until: '2022-06-20', reason: '再宽几天' });
    await c.act(manager, 'hazards.rectify', { id, note: '已改', photos: await photos(manager) });
    expect((await see(town, id)).rounds.extensions).toMatchObject([
      { dueOn: '2022-04-30', until: '2022-05-10', reason: '缺件', verdict: 'refused', verdictReason: '理由不足' },
      { dueOn: '2022-04-30', until: '2022-05-20', verdict: 'granted', decidedByName: town.name },
      { dueOn: '2022-05-20', until: '2022-06-20', verdict: 'lapsed' },
    ]);
    expect(await row(id)).toMatchObject({ dueOn: '2022-05-20', extensionUntil: null, extensions: 1 });
  });
});

describe('移送与立案', () => {
  test('transferred, taken back, transferred again, concluded on the reply', async () => {
    const town = p('town-officer');
    const id = await hazardAt(c, 'home', 'found');
    expect((await c.no(town, 'hazards.transfer', { id })).missing).toEqual(['接收部门', '理由']);
    await c.act(town, 'hazards.transfer', { id, department: '市场监管局', reason: '特种设备' });
    expect((await c.no(town, 'hazards.judge', { id, level: 'general', reason: '判' })).code).toBe('NO_SUCH_MOVE');
    await c.act(town, 'hazards.take-back', { id, reason: '不属其职权' });
    expect(await row(id)).toMatchObject({ state: 'judged', level: 'general' });
    await c.act(town, 'hazards.transfer', { id, department: '消防救援大队', reason: '消防设施' });
    await c.act(town, 'hazards.conclude', { id, reply: '已责令整改完毕' });
    expect(await row(id)).toMatchObject({
      state: 'closed',
      closeReason: 'transferred',
      transferredTo: '消防救援大队',
    });
    expect((await see(town, id)).rounds.transfers).toMatchObject([
      { department: '市场监管局', reason: '特种设备', outcome: 'taken-back', reply: '不属其职权' },
      { department: '消防救援大队', reason: '消防设施', outcome: 'concluded', reply: '已责令整改完毕' },
    ]);
  });

  test('提请立案 is left on record once', async () => {
    const id = await hazardAt(c, 'home', 'assigned');
    await c.act(p('town-officer'), 'hazards.request-case', { id, reason: '拒不整改' });
    expect((await c.no(p('county-officer'), 'hazards.request-case', { id, reason: '再提' })).message).toBe(
      '已提请立案，不能重复提请',
    );
  });
});

describe('销号之后', () => {
  test('回头看 pass or fail; one that fails is reopened and walks the loop again', async () => {
    const [town, manager] = [p('town-officer'), p('safety-manager')];
    const id = await hazardAt(c, 'home', 'closed');
    await c.act(p('county-officer'), 'hazards.look-back', { id, result: 'fail', note: '又松了' });
    expect(
      (await c.ask<{ groups: { key: string; rows: { id: string }[] }[] }>(town, 'hazards.todo')).groups
        .find((g) => g.key === 'reopen')
        ?.rows.map((r) => r.id),
    ).toEqual([id]);
    expect(
      (await c.no(town, 'hazards.reopen', { id, reason: '回头看不合格', dueOn: '2022-03-01' })).places?.[0]?.place,
    ).toBe('dueOn');
    await c.act(town, 'hazards.reopen', { id, reason: '回头看不合格', dueOn: '2022-05-01' });
    expect(await row(id)).toMatchObject({
      state: 'assigned',
      reopens: 1,
      closedOn: null,
      closeReason: null,
      lookBackResult: null,
    });
    await c.act(manager, 'hazards.rectify', { id, note: '重做', photos: await photos(manager) });
    await c.act(town, 'hazards.verify', { id, note: '合格', photos: await photos(town) });
    await c.act(town, 'hazards.close', { id });
    await c.act(town, 'hazards.look-back', { id, result: 'pass', note: '稳固' });
    expect(await row(id)).toMatchObject({ state: 'closed', lookBackResult: 'pass', reopens: 1 });
    expect((await see(town, id)).rounds.lookBacks).toMatchObject([
      { result: 'fail', note: '又松了', lookedByName: p('county-officer').name },
      { result: 'pass', note: '稳固', lookedByName: town.name },
    ]);
  });

  test('what was dismissed or transferred has no five fixed things; reopened it can still be worked to its end', async () => {
    for (const end of ['dismiss', 'conclude'] as const) {
      const id = await hazardAt(c, 'home', end === 'dismiss' ? 'found' : 'transferred');
      await c.act(
        p('town-officer'),
        `hazards.${end}`,
        end === 'dismiss' ? { id, reason: '误报' } : { id, reply: '已处理' },
      );
      await c.act(p('town-officer'), 'hazards.reopen', { id, reason: '确有隐患', dueOn: '2022-05-01' });
      const shown = await row(id);
      expect(shown.state, end).toBe('assigned');
      await c.act(p('safety-manager'), 'hazards.rectify', {
        id,
        note: '改了',
        photos: await photos(p('safety-manager')),
      });
    }
  });
});

test('after all of this the roll-ups equal a recount', async () => {
  expect(await auditTallies(c.db.pools.app, COUNTY, c.modules.tallies as never)).toEqual([]);
  expect(await c.rows('select 1 from hazards.hazard where town = $1', [XIACUN])).toEqual([]);
  expect(await somePicture()).toBeInstanceOf(Buffer);
});
