import { expect, test } from 'vitest';
import { addDays, type Day, day } from '#kernel';
import { type Profile, type ProfileWords, usualStatuses, whoText, whyApplies } from './applies.rule.ts';
import { goesOn, type History, mint, type Recurring, type Window } from './mint.rule.ts';
import { daysLate, type Timed, timeOf } from './time.rule.ts';

const words: ProfileWords = {
  sectors: { metallurgy: '冶金', 'mine-open-pit': '露天矿山' },
  flags: { 'ammonia-refrigeration': '涉氨制冷', gas: '煤气' },
  scales: { small: '小型' },
  statuses: { operating: '生产经营', stopped: '停产停业', construction: '在建', closed: '注销关闭' },
};
const firm: Profile = {
  sector: 'metallurgy',
  flags: ['gas'],
  scale: 'small',
  staffCount: 100,
  status: 'operating',
  removed: false,
};
const quarterly: Recurring = { when: [], every: 'quarter', opens: 'end', from: day('2008-02-01'), to: null };
const since = (from: string, profile: Profile = firm): History => [{ from: day(from), profile }];
const turned = (from: string, first: Profile, on: string, then: Profile): History => [
  { from: day(from), profile: first },
  { from: day(on), profile: then },
];
/** 15 days after the period, or its last day. */
const dueOf = ({ opens }: Recurring, { last }: { last: Day }) => (opens === 'end' ? addDays(last, 15) : last);
const look = (from: string, to = from, anew = false): Window => ({ from: day(from), to: day(to), anew });
const made = (d: Recurring, history: History, window: Window, touched = false) =>
  mint(d, history, window, touched, dueOf, words).map((one) => [one.first, one.opensOn, one.dueOn, one.appliesOn]);

test.each<[string, Partial<Recurring>['when'], Partial<Profile>, string | null]>([
  ['nobody named: all in operation', [], {}, '所有生产经营单位'],
  ['one that is being built too', [], { status: 'construction' }, '所有生产经营单位'],
  ['one that has stopped does not owe', [], { status: 'stopped' }, null],
  ['but when the duty says so', [{ statuses: ['stopped'] }], { status: 'stopped' }, '生产状态为停产停业'],
  ['a closed one owes nothing, whatever is said', [{ statuses: ['closed'] }], { status: 'closed' }, null],
  ['nor does one struck off', [], { removed: true }, null],
  ['by sector', [{ sectors: ['metallurgy'] }], {}, '行业为冶金'],
  ['another sector', [{ sectors: ['mine-open-pit'] }], {}, null],
  ['by one of several flags', [{ flags: ['ammonia-refrigeration', 'gas'] }], {}, '风险标志含煤气'],
  ['100 are not more than 100', [{ staff_from: 101 }], { staffCount: 100 }, null],
  ['101 are', [{ staff_from: 101 }], { staffCount: 101 }, '从业人员 101 人（101 人以上）'],
  ['at most 50', [{ staff_to: 50 }], { staffCount: 50 }, '从业人员 50 人（50 人以下）'],
  ['51 are too many', [{ staff_to: 50 }], { staffCount: 51 }, null],
  ['all conditions of one alternative hold', [{ sectors: ['metallurgy'], flags: ['ammonia-refrigeration'] }], {}, null],
  ['any alternative is enough', [{ sectors: ['mine-open-pit'] }, { scales: ['small'] }], {}, '规模为小型'],
])('%s', (_, when, profile, why) => expect(whyApplies(when ?? [], { ...firm, ...profile }, words)).toBe(why));

test('whom it binds is said in words', () => {
  expect(whoText({ sectors: ['metallurgy'], staff_from: 101 }, words)).toBe(
    '行业为冶金；从业人员 101 人以上；生产状态为生产经营、在建',
  );
  expect(usualStatuses).not.toContain('stopped');
});

test.each<[string, History, Window, boolean, string[][]]>([
  ['nothing new on a day inside the quarter', since('2020-01-01'), look('2022-05-17'), false, []],
  [
    'the quarter begins',
    since('2020-01-01'),
    look('2022-04-01'),
    false,
    [['2022-04-01', '2022-07-01', '2022-07-15', '2022-04-01']],
  ],
  [
    'three weeks off over the turn of the quarter: made once, afterwards',
    since('2020-01-01'),
    look('2022-03-20', '2022-04-10'),
    false,
    [['2022-04-01', '2022-07-01', '2022-07-15', '2022-04-01']],
  ],
  [
    'a year off: four',
    since('2020-01-01'),
    look('2022-01-01', '2022-12-31'),
    false,
    ['01', '04', '07', '10'].map((m, i) => [
      `2022-${m}-01`,
      ['2022-04-01', '2022-07-01', '2022-10-01', '2023-01-01'][i]!,
      ['2022-04-15', '2022-07-15', '2022-10-15', '2023-01-15'][i]!,
      `2022-${m}-01`,
    ]),
  ],
  [
    'the first look of a county: the quarter under way, and the last one while its report is due',
    since('2020-01-01'),
    look('2022-04-15', '2022-04-15', true),
    false,
    [
      ['2022-01-01', '2022-04-01', '2022-04-15', '2022-01-01'],
      ['2022-04-01', '2022-07-01', '2022-07-15', '2022-04-01'],
    ],
  ],
  [
    'a day later the old one is not made up',
    since('2020-01-01'),
    look('2022-04-16', '2022-04-16', true),
    false,
    [['2022-04-01', '2022-07-01', '2022-07-15', '2022-04-01']],
  ],
  [
    'one registered in May owes from that day',
    since('2022-05-17'),
    look('2022-05-18'),
    true,
    [['2022-04-01', '2022-07-01', '2022-07-15', '2022-05-17']],
  ],
  ['one not touched is not looked at twice', since('2022-05-17'), look('2022-05-18'), false, []],
  [
    'started again after a stop',
    turned('2020-01-01', { ...firm, status: 'stopped' }, '2022-05-20', firm),
    look('2022-05-20'),
    true,
    [['2022-04-01', '2022-07-01', '2022-07-15', '2022-05-20']],
  ],
  [
    'stopped before the quarter began',
    turned('2020-01-01', firm, '2022-03-31', { ...firm, status: 'stopped' }),
    look('2022-04-01'),
    false,
    [],
  ],
])('%s', (_, history, window, touched, expected) =>
  expect(made(quarterly, history, window, touched)).toEqual(expected),
);

test('a duty that falls due before it bound him is not owed: a commitment by March of one who came in May', () => {
  const yearly: Recurring = { when: [], every: 'year', opens: 'start', from: day('2021-09-01'), to: null };
  const byMarch = () => day('2022-03-31');
  expect(mint(yearly, since('2022-05-17'), look('2022-05-18'), true, byMarch, words)).toEqual([]);
  expect(mint(yearly, since('2022-03-31'), look('2022-03-31'), true, byMarch, words)).toHaveLength(1);
});

test('a duty of a later law begins with it, and one that ended makes nothing more', () => {
  expect(
    made({ ...quarterly, from: day('2022-04-02') }, since('2020-01-01'), look('2022-04-01', '2022-04-02')),
  ).toEqual([['2022-04-01', '2022-07-01', '2022-07-15', '2022-04-02']]);
  expect(made({ ...quarterly, to: day('2022-03-31') }, since('2020-01-01'), look('2022-04-01'))).toEqual([]);
});

test('a duty whose law begins within a period under way is not overlooked: looked at before, and again after it began', () => {
  const duty = { ...quarterly, from: day('2022-05-14') };
  expect(made(duty, since('2020-01-01'), look('2022-05-01'))).toEqual([]);
  expect(made(duty, since('2020-01-01'), look('2022-05-02', '2022-05-15'))).toEqual([
    ['2022-04-01', '2022-07-01', '2022-07-15', '2022-05-14'],
  ]);
  expect(made(duty, since('2020-01-01'), look('2022-05-16'))).toEqual([]);
});

test('where the law of that day is not held, nothing is made up', () => {
  expect(mint(quarterly, since('2020-01-01'), look('2022-04-01'), false, () => null, words)).toEqual([]);
});

test('looking day by day makes what one look over all days makes, whatever changed on the way', () => {
  const histories: History[] = [
    since('2022-01-10'),
    turned('2021-01-01', firm, '2022-02-10', { ...firm, status: 'stopped' }),
    turned('2021-01-01', { ...firm, status: 'stopped' }, '2022-06-30', firm),
    [
      ...turned('2021-01-01', firm, '2022-04-05', { ...firm, status: 'stopped' }),
      { from: day('2022-05-05'), profile: firm },
    ],
  ];
  for (const every of ['week', 'month', 'quarter', 'half-year', 'year'] as const) {
    const duty: Recurring = { ...quarterly, every };
    for (const history of histories) {
      const known = new Set<string>();
      const daily: string[] = [];
      for (let on = day('2022-01-01'); on <= '2022-08-31'; on = addDays(on, 1)) {
        const seen = history.filter((span) => span.from <= on);
        const touched = history.some((span) => span.from === on || span.from === addDays(on, -1));
        for (const one of mint(duty, seen, look(on), touched, dueOf, words))
          if (!known.has(one.first)) {
            known.add(one.first);
            daily.push(`${one.first} ${one.appliesOn}`);
          }
      }
      const once = mint(duty, history, look('2022-01-01', '2022-08-31'), true, dueOf, words)
        .filter((one) => one.first >= '2022-01-01' || known.has(one.first))
        .map((one) => `${one.first} ${one.appliesOn}`);
      expect(daily.sort(), `${every} ${JSON.stringify(history)}`).toEqual(once.sort());
    }
  }
});

const standing = { periodFrom: day('2022-04-01'), periodTo: day('2022-06-30'), state: 'owed' };
const closed = { ...firm, status: 'closed' };

test.each<[string, typeof standing, History, string, ReturnType<typeof goesOn>]>([
  ['nothing changed', standing, since('2020-01-01'), '2022-05-20', null],
  [
    'closed in May: ends that day',
    standing,
    turned('2020-01-01', firm, '2022-05-20', closed),
    '2022-05-20',
    { ends: day('2022-05-20') },
  ],
  [
    'looked at a week later: ends on the same day',
    standing,
    turned('2020-01-01', firm, '2022-05-20', closed),
    '2022-05-27',
    { ends: day('2022-05-20') },
  ],
  [
    'closed after the quarter: what was served stays owed',
    standing,
    turned('2020-01-01', firm, '2022-07-05', closed),
    '2022-07-06',
    null,
  ],
  [
    'handed in already: stays',
    { ...standing, state: 'handed-in' },
    turned('2020-01-01', firm, '2022-05-20', closed),
    '2022-05-20',
    null,
  ],
  [
    'started again: comes back',
    { ...standing, state: 'ended' },
    [
      ...turned('2020-01-01', firm, '2022-05-20', { ...firm, status: 'stopped' }),
      { from: day('2022-06-01'), profile: firm },
    ],
    '2022-06-01',
    { returns: true },
  ],
])('%s', (_, one, history, today, expected) => {
  expect(goesOn(quarterly, one, history, day(today), words)).toEqual(expected);
});

const timed: Timed = { state: 'owed', opensOn: '2022-07-01', dueOn: '2022-07-15', firstOn: null, redoBy: null };
test.each<[Partial<Timed>, string, string, number]>([
  [{}, '2022-06-30', 'upcoming', 0],
  [{}, '2022-07-01', 'due', 0],
  [{}, '2022-07-15', 'due', 0],
  [{}, '2022-07-16', 'missed', 1],
  [{}, '2022-08-15', 'missed', 31],
  [{ state: 'handed-in', firstOn: '2022-07-15' }, '2022-09-01', 'done', 0],
  [{ state: 'accepted', firstOn: '2022-07-18' }, '2022-09-01', 'late', 3],
  [{ state: 'returned', firstOn: '2022-07-15', redoBy: '2022-07-20' }, '2022-09-01', 'done', 0],
  [{ state: 'excused' }, '2022-09-01', 'free', 0],
  [{ state: 'ended' }, '2022-09-01', 'free', 0],
])('%j on %s is %s, %i days', (more, today, time, late) => {
  const one = { ...timed, ...more };
  expect([timeOf(one, today), daysLate(one, today)]).toEqual([time, late]);
});
