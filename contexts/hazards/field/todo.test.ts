import { describe, expect, test } from 'vitest';
import type { Fields, Viewer } from '#kernel';
import type { OutboxAct } from '#kernel/outbox';
import { findEnterprises } from './enterprises.ts';
import { lacking, numberOf, questionsOf, type ReportForm, readForm, reportedHere, reportGiven } from './report-form.ts';
import {
  actsOn,
  drawnKinds,
  openVerbs,
  type PhoneHazard,
  standing,
  stateText,
  verbs,
  verbTitle,
  whyNot,
  withActs,
} from './todo.ts';

const seenAt = '2022-05-16T01:00:00.000Z';
const hazard = (more: Partial<PhoneHazard> = {}): PhoneHazard => ({
  id: 'h1',
  version: 3,
  number: 'YH220516-AAAAAAA',
  enterprise: 'e',
  enterpriseName: '甲厂',
  town: '140525100',
  level: 'general',
  state: 'assigned',
  loop: 'common',
  description: '护栏缺',
  place: '井口',
  dueOn: '2022-05-20',
  foundAt: seenAt,
  overdueDays: 0,
  heldBy: 'town',
  rectifiedBy: null,
  can: ['hazards.rectify', 'hazards.ask-extension'],
  ...more,
});
const me = (role: string): Viewer =>
  role.startsWith('town')
    ? { account: 'a', role, scope: 'town', town: '140525100' }
    : { account: 'a', role, scope: 'enterprise', enterprise: 'e' };
const act = (command: string, more: Partial<OutboxAct> = {}): OutboxAct => ({
  actId: '1',
  command,
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
  subjectId: 'h1',
  after: null,
  replaces: null,
  replacedBy: null,
  changedAt: '2022-05-16T02:00:00.000Z',
  ...more,
});

test('every verb of the phone is a declared move whose fields the phone draws', () => {
  expect(verbs.map((verb) => verb.verb)).toEqual(['arrange', 'rectify', 'verify', 'close', 'confirm', 'giveBack']);
  for (const verb of verbs)
    for (const [key, field] of Object.entries(verb.fields as Fields)) expect(drawnKinds, key).toContain(field.kind);
});

describe('the state a hazard will have', () => {
  test('acts of this device are done to it in their order', () => {
    const now = withActs(hazard(), [act('hazards.rectify')]);
    expect([now.state, now.version]).toEqual(['rectified', 4]);
    expect(stateText(now)).toBe('待复查');
    expect(withActs(now, [act('hazards.verify'), act('hazards.close')]).state).toBe('closed');
  });
  test('an act that does not fit changes nothing', () => {
    expect(withActs(hazard(), [act('hazards.verify')])).toEqual(hazard());
  });
  test('what arrived before the list was asked for is in the list already', () => {
    const acts = [
      act('hazards.rectify', { state: 'received', changedAt: '2022-05-16T00:59:00.000Z' }),
      act('hazards.rectify', { state: 'received' }),
      act('hazards.rectify', { state: 'problem' }),
      act('hazards.rectify', { state: 'draft' }),
    ];
    expect(actsOn(acts, 'h1', seenAt)).toEqual([acts[1]]);
  });
});

describe('what can be done', () => {
  const titles = (h: PhoneHazard, acts: OutboxAct[], role: string) =>
    openVerbs(h, acts, me(role)).map((verb) => verbTitle(withActs(h, acts), verb));
  test('untouched: what the server says; touched: what the table says', () => {
    expect(titles(hazard(), [], 'safety-manager')).toEqual(['整改完成']);
    expect(titles(hazard(), [act('hazards.rectify')], 'safety-manager')).toEqual([]);
    expect(titles(hazard({ state: 'rectified' }), [act('hazards.verify')], 'town-officer')).toEqual([
      '销号',
      '退回重改',
    ]);
  });
  test('who mended does not confirm', () => {
    const self = hazard({ loop: 'self', version: 0, can: [] });
    expect(titles(self, [act('hazards.rectify')], 'safety-manager')).toEqual(['退回重改']);
    expect(titles(hazard({ loop: 'self', state: 'rectified', version: 0, can: [] }), [], 'safety-manager')).toEqual([
      '确认销号',
      '退回重改',
    ]);
  });
  test('what is missing is said before it is sent', () => {
    const rectify = verbs.find((verb) => verb.verb === 'rectify')!;
    const arrange = verbs.find((verb) => verb.verb === 'arrange')!;
    expect(whyNot(hazard(), rectify, { note: '好了', photos: [] }, '2022-05-16')).toBe('还缺：现场照片');
    expect(whyNot(hazard(), rectify, { note: '好了', photos: [1] }, '2022-05-16')).toBeNull();
    expect(whyNot(hazard({ state: 'closed' }), rectify, {}, '2022-05-16')).toBe('当前状态为“已销号”，不能办理');
    expect(
      whyNot(
        hazard({ loop: 'self', state: 'found' }),
        arrange,
        { measure: '修', person: '王', dueOn: '2022-05-15' },
        '2022-05-16',
      ),
    ).toBe('整改期限 2022-05-15 早于今天 2022-05-16');
  });
});

test('today: what was done here leaves its group, overdue first', () => {
  const rows = [
    hazard({ id: 'h2', dueOn: '2022-05-18' }),
    hazard({ id: 'h3', dueOn: '2022-05-10', overdueDays: 6 }),
    hazard({ dueOn: '2022-05-17' }),
  ];
  const todo = {
    today: '2022-05-16',
    groups: [{ key: 'rectify', title: '待整改', command: 'hazards.rectify', total: 5, rows }],
  };
  const [group] = standing(todo, [act('hazards.rectify')], seenAt);
  expect(group?.rows.map((row) => row.id)).toEqual(['h3', 'h2']);
  expect([group?.total, group?.waiting]).toEqual([4, 1]);
});

test('today: a step of the bureau stands by its own day, not by the limit the enterprise had', () => {
  const rows = [
    hazard({ id: 'late-limit', state: 'rectified', dueOn: '2022-05-01', stepDueOn: '2022-05-26' }),
    hazard({ id: 'due-first', state: 'rectified', dueOn: '2022-06-30', stepDueOn: '2022-05-17' }),
  ];
  const groups = [{ key: 'verify', title: '待复查', command: 'hazards.verify', total: 2, rows }];
  const [group] = standing({ today: '2022-05-16', groups }, [], seenAt);
  expect(group?.rows.map((row) => row.id)).toEqual(['due-first', 'late-limit']);
});

describe('a report', () => {
  const form: ReportForm = {
    id: '018f0000-0000-7000-8000-000000000001',
    foundAt: '2022-05-16T01:30:00.000Z',
    step: 0,
    photos: [],
    text: '防护栏杆缺失',
    place: '破碎机平台',
    origin: 'self-check',
    category: 'equipment',
    enterprise: { id: '018f0000-0000-7000-8000-0000000000ee', name: '甲厂' },
    spot: { lat: 35.5, lng: 112.8, accuracy: 9, datum: 'WGS-84' },
  };
  test('each question says what it lacks', () => {
    expect(questionsOf(true)).toEqual(['photos', 'text', 'place', 'origin', 'check']);
    expect(questionsOf(false)).toContain('enterprise');
    expect(lacking(form, 'photos')).toBe('请至少拍一张现场照片');
    expect(lacking({ ...form, text: ' 坏 ' }, 'text')).toBe('请写明问题，至少 4 个字');
    expect(lacking({ ...form, place: ' ' }, 'place')).toBe('请写明部位');
    expect(lacking({ ...form, enterprise: null }, 'enterprise')).toBe('请选择企业');
    expect(lacking({ ...form, origin: null }, 'origin')).toBe('请选择怎么处理');
    expect(
      questionsOf(true)
        .map((one) => lacking(form, one))
        .filter(Boolean),
    ).toHaveLength(1);
  });
  test('the number is said before the server has it', () => {
    expect(numberOf(form)).toMatch(/^YH220516-[0-9A-Z]{7}$/);
    expect(reportedHere(act('hazards.report', { form }))).toMatchObject({
      number: numberOf(form),
      loop: 'self',
      state: 'found',
      version: 0,
    });
    expect(
      openVerbs(reportedHere(act('hazards.report', { form }))!, [], {
        ...me('safety-manager'),
        enterprise: form.enterprise?.id ?? '',
      }).map((verb) => verb.verb),
    ).toEqual(['arrange']);
  });
  test('the body, and forms that are none', () => {
    expect(reportGiven(form)).toMatchObject({
      id: form.id,
      origin: 'self-check',
      description: '防护栏杆缺失',
      lat: 35.5,
      datum: 'WGS-84',
    });
    expect('lat' in reportGiven({ ...form, spot: null })).toBe(false);
    expect(readForm({ id: 'x' })).toBeNull();
  });
});

test('enterprises are found by name, initials and code', () => {
  const all = [
    { id: '1', name: '泽州县金鑫铸造有限公司', townName: '', uscc: '91140525MA0000001X', initials: 'zzxjxzzyxgs' },
    { id: '2', name: '金鼎石料厂', townName: '', uscc: '91140525MA0000002X', initials: 'jdslc' },
  ];
  expect(findEnterprises(all, '金').map((one) => one.id)).toEqual(['2', '1']);
  expect(findEnterprises(all, 'jxzz').map((one) => one.id)).toEqual(['1']);
  expect(findEnterprises(all, '0002x').map((one) => one.id)).toEqual(['2']);
  expect(findEnterprises(all, '没有')).toEqual([]);
});
