import { describe, expect, test } from 'vitest';
import type { OutboxAct } from '#kernel/outbox';
import type { TakenPhoto } from '#kernel/phone';
import { type HandInForm, handInGiven, isBlank, readHandIn } from './hand-in-form.ts';
import {
  actsOn,
  canHandIn,
  drawnKinds,
  dutiesOf,
  handInFields,
  handInTitle,
  type PhoneDuty,
  standing,
  timeText,
  waitingToday,
  whyNot,
  withActs,
} from './todo.ts';

const seenAt = '2022-05-31T01:00:00.000Z';
const today = '2022-05-31';
const duty = (more: Partial<PhoneDuty> = {}): PhoneDuty => ({
  id: 'd1',
  version: 2,
  title: '企业自主上报',
  what: '本月自查隐患情况',
  why: '所有企业',
  cites: ['泽应急发〔2022〕63号 二(二)'],
  ownerName: '甲厂',
  periodFrom: '2022-05-01',
  periodTo: '2022-05-31',
  period: '2022年5月',
  opensOn: '2022-05-01',
  dueOn: '2022-05-31',
  state: 'owed',
  loop: 'reviewed',
  redoBy: null,
  can: ['duties.hand-in'],
  firstOn: null,
  ...more,
});
const act = (more: Partial<OutboxAct> = {}): OutboxAct => ({
  actId: '1',
  command: 'duties.hand-in',
  title: '',
  about: '',
  given: {},
  form: null,
  photos: [],
  account: 'a',
  accountName: '',
  madeAt: seenAt,
  state: 'waiting',
  tries: 0,
  tryAt: null,
  lastError: null,
  answer: null,
  entry: null,
  subjectId: 'd1',
  after: null,
  replaces: null,
  replacedBy: null,
  changedAt: '2022-05-31T02:00:00.000Z',
  ...more,
});
const given = { note: '零报告', representsFrom: '2022-05-01', representsTo: '2022-05-31' };

test('every field of 上报 is drawn, the material first', () => {
  expect(handInFields().map(([key]) => key)).toEqual(['photos', 'note', 'representsFrom', 'representsTo', 'also']);
  for (const [key, field] of handInFields()) expect(drawnKinds, key).toContain(field.kind);
});

describe('as it will stand', () => {
  test('handed in here: 待审核, or done where nobody looks at it; no longer to be handed in', () => {
    const now = withActs(duty(), [act()]);
    expect([now.state, now.version, canHandIn(now, today)]).toEqual(['handed-in', 3, false]);
    expect(withActs(duty({ loop: 'kept' }), [act()]).state).toBe('accepted');
  });
  test('also what the same material proves along, and not what the list knows already', () => {
    const along = act({ subjectId: 'd0', given: { also: ['d1'] } });
    const known = act({ state: 'received', changedAt: '2022-05-31T00:59:00.000Z' });
    expect(actsOn([along, known, act({ state: 'draft' }), act({ state: 'problem' })], 'd1', seenAt)).toEqual([along]);
    expect(standing([duty(), duty({ id: 'd2' })], [along], seenAt).map((one) => one.state)).toEqual([
      'handed-in',
      'owed',
    ]);
  });
});

describe('what can be handed in', () => {
  test('what is open and came into its time, the most urgent first', () => {
    const rows = [
      duty({ id: 'later', dueOn: '2022-12-31' }),
      duty({ id: 'not yet', opensOn: '2022-06-01', dueOn: '2022-06-02' }),
      duty({ id: 'mending', state: 'returned', dueOn: '2022-04-30', redoBy: '2022-06-05' }),
      duty({ id: 'last day' }),
      duty({ id: 'not mine', can: [] }),
    ];
    expect(waitingToday(rows, today).map((one) => one.id)).toEqual(['last day', 'mending', 'later']);
    expect(handInTitle(rows[2]!)).toBe('补正上报');
  });
  test('its time is that of the day on the phone', () => {
    expect([timeText(duty(), today), timeText(duty(), '2022-06-01')]).toEqual(['due', 'missed']);
  });
  test.each([
    [{}, duty(), '还缺：情况说明、材料反映的首日、材料反映的末日'],
    [given, duty(), null],
    [{ ...given, representsTo: '2022-04-30' }, duty(), '材料反映的首日 2022-05-01 晚于末日 2022-04-30'],
    [
      { ...given, representsFrom: '2022-06-01', representsTo: '2022-06-02' },
      duty(),
      '材料反映的首日 2022-06-01 晚于今天 2022-05-31',
    ],
    [given, duty({ state: 'accepted' }), '当前状态为“已办结”，不能上报'],
    [given, duty({ opensOn: '2022-06-01' }), '“企业自主上报”从 2022-06-01 起才能上报：所属期到 2022-05-31 才结束'],
  ])('%#: said before it is sent', (body, row, say) => expect(whyNot(row, body, today)).toBe(say));
});

test('of an office: what it hands in itself, from 待办', () => {
  const todo = {
    today,
    groups: [
      { key: 'accept', title: '待审核', command: 'duties.accept', total: 1, rows: [duty({ id: 'x' })] },
      { key: 'handIn', title: '待上报', command: 'duties.hand-in', total: 1, rows: [duty({ id: 'y' })] },
    ],
  };
  expect(dutiesOf(null, todo as never).map((one) => one.id)).toEqual(['y']);
});

describe('the form', () => {
  const photo: TakenPhoto = {
    sha256: 'f',
    type: 'image/jpeg',
    name: '',
    takenAt: seenAt,
    fromAlbum: false,
    spot: null,
  };
  const form: HandInForm = { duty: duty(), values: { ...given, note: ' 零报告 ' }, photos: [], also: [] };
  test('its body, with the version the person looked at', () => {
    expect(handInGiven(form, duty())).toEqual({ id: 'd1', version: 2, ...given });
    expect(handInGiven({ ...form, also: ['d2'] }, duty())).toMatchObject({ also: ['d2'] });
  });
  test('days that stand there by themselves are nothing written', () => {
    const blank = { ...form, values: { representsFrom: '2022-05-01', representsTo: '2022-05-31' } };
    expect([isBlank(blank), isBlank(form), isBlank({ ...blank, photos: [photo] })]).toEqual([true, false, false]);
  });
  test('forms that are none', () => {
    expect([readHandIn(form), readHandIn({ duty: duty() }), readHandIn(null)]).toEqual([form, null, null]);
  });
});
