import { describe, expect, test } from 'vitest';
import { draftOf, type OutboxAct } from './act.ts';
import { type ActEvent, backOff, isStuck, next, UNEXPLAINED_MOST } from './next.ts';
import { eventOf, outcomeOf } from './outcome.ts';
import { lastOn, nextTryAt, pick, whyWaiting } from './queue.ts';

const at = '2022-05-16T01:30:00.000Z';
const later = '2022-05-16T01:31:00.000Z';
const draft = (n: number, more: Partial<OutboxAct> = {}): OutboxAct => ({
  ...draftOf(
    {
      command: 'x.do',
      title: '上报隐患',
      about: '',
      given: {},
      form: null,
      photos: [],
      account: '甲',
      accountName: '张三',
      subjectId: 's',
    },
    `018f0000-0000-7000-8000-00000000000${n}`,
    at,
  ),
  ...more,
});
const error = { code: 'NO_ANSWER', message: '连不上服务器' };
const story = (act: OutboxAct, ...events: ActEvent[]) => events.reduce(next, act);
const submit: ActEvent = { type: 'submit', at, after: null };
const take: ActEvent = { type: 'take', at };

describe('the state machine', () => {
  test('draft, waiting, sending, received', () => {
    const done = story(draft(1), submit, take, { type: 'answered', at: later, answer: { number: 'YH' }, entry: 'e1' });
    expect(done).toMatchObject({
      state: 'received',
      tries: 1,
      answer: { number: 'YH' },
      entry: 'e1',
      lastError: null,
      changedAt: later,
    });
  });
  test('no answer: waits with a reason, not before its time, and longer each time', () => {
    const once = story(draft(1), submit, take, { type: 'unreachable', at, error });
    expect(once).toMatchObject({ state: 'waiting', tries: 1, lastError: error, tryAt: '2022-05-16T01:30:05.000Z' });
    expect(next(once, take)).toBe(once);
    const twice = story(once, { type: 'take', at: later }, { type: 'unreachable', at: later, error });
    expect(twice.tryAt).toBe('2022-05-16T01:31:10.000Z');
    expect(story(twice, { type: 'hurry', at: later }, { type: 'take', at: later })).toMatchObject({
      state: 'sending',
      tries: 3,
    });
  });
  test('the back-off doubles from 5 s to 5 min and obeys the server', () => {
    expect([1, 2, 3, 7, 40].map((n) => backOff(n))).toEqual([5_000, 10_000, 20_000, 300_000, 300_000]);
    expect(backOff(1, 30_000)).toBe(30_000);
  });
  test('a refusal keeps the content; what came late is still the truth', () => {
    const problem = story(draft(1, { given: { a: 1 }, form: { a: '一' } }), submit, take, {
      type: 'refused',
      at,
      error: { code: 'INVALID', message: '不对' },
    });
    expect(problem).toMatchObject({
      state: 'problem',
      given: { a: 1 },
      form: { a: '一' },
      lastError: { code: 'INVALID', message: '不对' },
    });
    expect(next(problem, { type: 'edit', at, content: { given: {} } })).toBe(problem);
    expect(next(problem, { type: 'answered', at, answer: 1, entry: 'e' }).state).toBe('received');
  });
  const broken = { code: 'BROKEN', message: '服务器未能办理此事项' };
  const failing = (n: number, fault = broken): ActEvent[] =>
    Array.from({ length: n }).flatMap((): ActEvent[] => [
      { type: 'hurry', at },
      take,
      { type: 'unreachable', at, error: fault },
    ]);
  test('answers without a reason: after four it is the owner’s to settle, and can go again under its key', () => {
    const nearly = story(draft(1, { given: { a: 1 } }), submit, ...failing(UNEXPLAINED_MOST - 1));
    expect([nearly.state, isStuck(nearly)]).toEqual(['waiting', false]);
    const stuck = story(nearly, ...failing(1));
    expect(stuck).toMatchObject({ state: 'problem', tries: 4, unsure: false, lastError: broken, given: { a: 1 } });
    expect(isStuck(stuck)).toBe(true);
    expect(next(stuck, take)).toBe(stuck);
    const again = next(stuck, { type: 'again', at: later });
    expect(again).toMatchObject({ state: 'waiting', actId: stuck.actId, tryAt: null, unexplained: 0 });
    expect(story(again, take, { type: 'answered', at, answer: 1, entry: 'e' }).state).toBe('received');
  });
  test('a busy server or a dead line never makes an act stuck; a try without an answer is remembered', () => {
    expect(story(draft(1), submit, ...failing(30, error)).state).toBe('waiting');
    for (const [code, unsure] of [
      ['BUSY', true],
      ['TOO_MANY', false],
      ['DISK_FULL', false],
    ] as const)
      expect(story(draft(1), submit, ...failing(30, { code, message: '' }))).toMatchObject({
        state: 'waiting',
        unsure,
      });
    const mixed = story(draft(1), submit, ...failing(1, error), ...failing(UNEXPLAINED_MOST));
    expect(mixed).toMatchObject({ state: 'problem', unsure: true });
    const cut = story(draft(1), submit, take, { type: 'recovered', at }, ...failing(UNEXPLAINED_MOST));
    expect(cut).toMatchObject({ state: 'problem', unsure: true });
    const {
      unexplained: _,
      unsure: __,
      ...old
    } = story(draft(1), submit, ...failing(2, { code: 'BUSY', message: '' }));
    expect(story(old, ...failing(1)), 'of an act of before nobody knows').toMatchObject({ unsure: true });
  });
  test('a refusal with a reason cannot be sent again as it is', () => {
    const refused = story(draft(1), submit, take, { type: 'refused', at, error: { code: 'INVALID', message: '不对' } });
    expect(next(refused, { type: 'again', at })).toBe(refused);
  });
  test('received is final', () => {
    const done = story(draft(1), submit, take, { type: 'answered', at, answer: 1, entry: 'e' });
    for (const event of [
      take,
      submit,
      { type: 'refused', at, error },
      { type: 'unreachable', at, error },
      { type: 'recovered', at },
      { type: 'withdraw', at },
    ] as ActEvent[]) {
      expect(next(done, event)).toBe(done);
    }
  });
  test('only what was never on the transport is taken back', () => {
    expect(story(draft(1), submit, { type: 'withdraw', at }).state).toBe('draft');
    expect(story(draft(1), submit, take, { type: 'recovered', at }, { type: 'withdraw', at }).state).toBe('waiting');
  });
});

describe('what an answer means', () => {
  const refused = (code: string) => ({ refused: { code, message: '话' } });
  test.each([
    [200, { answer: { a: 1 }, entry: 'e' }, 'answered'],
    [401, refused('SIGNED_OUT'), 'signedOut'],
    [403, refused('MUST_CHANGE_PASSWORD'), 'signedOut'],
    [403, refused('NOT_YOURS'), 'refused'],
    [409, refused('STALE'), 'refused'],
    [422, refused('INVALID'), 'refused'],
    [429, refused('TOO_MANY'), 'unreachable'],
    [503, refused('BUSY'), 'unreachable'],
    [500, refused('BROKEN'), 'unreachable'],
    [404, null, 'unreachable'],
    [200, null, 'unreachable'],
    [302, null, 'unreachable'],
    [502, null, 'unreachable'],
  ])('%i %j is %s', (status, body, type) => {
    expect(outcomeOf(status, body, null).type).toBe(type);
  });
  test.each([
    [500, 'UNEXPLAINED'],
    [403, 'UNEXPLAINED'],
    [413, 'UNEXPLAINED'],
    [404, 'UNEXPLAINED'],
    [502, 'NO_ANSWER'],
    [504, 'NO_ANSWER'],
    [407, 'NO_ANSWER'],
    [511, 'NO_ANSWER'],
    [200, 'NO_ANSWER'],
  ])('%i without words counts as %s', (status, code) => {
    expect(outcomeOf(status, null, null)).toMatchObject({ type: 'unreachable', error: { code } });
  });
  test('only a broken act lets the others go on', () => {
    expect(outcomeOf(500, refused('BROKEN'), null)).toMatchObject({ everything: false });
    expect(outcomeOf(503, refused('BUSY'), '7')).toMatchObject({ everything: true, retryAfter: 7_000 });
    expect(eventOf(outcomeOf(503, refused('BUSY'), '7'), at)).toMatchObject({ type: 'unreachable', retryAfter: 7_000 });
  });
});

describe('who goes next, and why the others wait', () => {
  const first = story(draft(1), submit);
  const second = story(draft(2), { ...submit, after: first.actId } as ActEvent);
  const foreign = story(draft(3, { account: '乙', accountName: '李四', subjectId: null }), submit);
  const acts = [second, foreign, first];
  const here = { account: '甲', online: true, now: at };

  test('oldest first, in order on one subject, own acts only', () => {
    expect(pick(acts, { account: '甲', now: at })).toBe(first);
    expect(pick([second, { ...first, state: 'problem' }, foreign], { account: '甲', now: at })).toBeNull();
    expect(pick([second, { ...first, state: 'received' }], { account: '甲', now: at })).toBe(second);
    expect(pick(acts, { account: '乙', now: at })).toBe(foreign);
    expect(lastOn('s', acts)).toBe(second.actId);
    expect(lastOn(null, acts)).toBeNull();
  });
  test('every reason is a sentence', () => {
    const failed = story(first, take, { type: 'unreachable', at, error });
    expect(whyWaiting(first, acts, here)).toBe('排队等待发送');
    expect(whyWaiting(first, acts, { ...here, online: false })).toBe('没有网络，联网后自动发送');
    expect(whyWaiting(second, acts, here)).toBe('等前一步“上报隐患”先送达');
    expect(whyWaiting(second, [second, { ...first, state: 'problem' }], here)).toBe(
      '前一步“上报隐患”未被接受，处理后才能发送',
    );
    expect(whyWaiting(foreign, acts, here)).toBe('由李四填报，本人登录后才会发送');
    expect(whyWaiting(failed, [failed], here)).toBe('连不上服务器；5 秒后再试（已试 1 次）');
    expect(
      whyWaiting(story(first, take, { type: 'signedOut', at, error: { code: 'SIGNED_OUT', message: '' } }), [], here),
    ).toBe('登录已过期，重新登录后自动发送');
    expect(whyWaiting({ ...first, state: 'received' }, acts, here)).toBe('');
    expect(nextTryAt([failed, foreign], '甲')).toBe(failed.tryAt);
  });
});
