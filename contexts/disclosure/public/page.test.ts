import { expect, test } from 'vitest';
import { progressWords } from '#programme';
import type { Publication } from '../subjects.ts';
import { pageOf } from './page.ts';

const task = {
  clause: '二(二)',
  title: '问题清单<归零>',
  due: '2022-06-30',
  n: 12,
  of: 48,
  unit: '条',
  target: '清零',
  state: 'behind',
  sentence: '',
};
const points = [
  { day: '2022-03-14', open: 40 },
  { day: '2022-03-24', open: 50 },
  { day: '2022-05-16', open: 12 },
];
const shown = (ideal?: { day: string; open: number }[]): Publication => ({
  county: '140525',
  id: '01a220cf-a36a-72d2-bced-868c1c87cfb4',
  version: 1,
  kind: 'progress',
  title: '任务进展',
  body: {
    notice: { id: '2022-63', number: '泽应急发〔2022〕63号', title: '通知', issuer: '县应急管理局' },
    asOf: '2022-05-16',
    chapters: [{ id: '二', title: '三年行动', tasks: [task] }],
    campaigns: [{ id: 'zero', title: '专项执法', due: '2022-06-30', open: 12, points, ...(ideal && { ideal }) }],
  },
  publishedAt: '2022-05-16T01:30:00.000Z',
  publishedBy: null,
  publishedByName: '领川岳',
  visibleUntil: null,
  withdrawnAt: null,
  withdrawReason: null,
});

test('speaks the words of the board and escapes what was typed', () => {
  const page = pageOf(shown(), []);
  expect(page).toContain(`<span class="state behind">${progressWords.behind}</span>`);
  expect(page).toContain('问题清单&lt;归零&gt;');
  expect(page).not.toContain('<script');
});

test('what shall come to nothing reads as what is left, its bar as what is done', () => {
  const page = (left: boolean, n: number) => {
    const one = { ...task, n, of: 240, unit: '家', ...(left ? { left: true as const } : {}) };
    const of = shown();
    return pageOf({ ...of, body: { ...of.body, chapters: [{ id: '一', title: '责任', tasks: [one] }] } }, []);
  };
  expect(page(true, 7)).toContain('余 7 家（共 240 家）');
  // 233 of 240 are done: 97 of a hundred.
  expect(page(true, 7)).toContain('aria-label="完成 97%"');
  expect(page(true, 0)).toContain('已清零');
  expect(page(false, 7)).toContain('7 / 240 家');
});

test('two figures of one thing say what each counts, a campaign that it counts its own', () => {
  const of = shown();
  const tasks = [
    { ...task, counts: '专项行动未销号隐患' },
    { ...task, title: '隐患销号', counts: '隐患销号率' },
    { ...task, title: '不说', n: null, counts: '没有数' },
  ];
  const page = pageOf({ ...of, body: { ...of.body, chapters: [{ id: '二', title: '三年行动', tasks }] } }, []);
  expect(page).toContain('<small class="counts">指专项行动未销号隐患</small>');
  expect(page).toContain('<small class="counts">指隐患销号率</small>');
  expect(page).not.toContain('指没有数');
  expect(page).toContain('只数列入本次行动的隐患');
  // A publication of before says nothing of it.
  expect(pageOf(shown(), [])).not.toContain('>指');
});

test('the even way to zero starts at the peak, as on the board; an older publication shows none', () => {
  const ideal = [
    { day: '2022-03-24', open: 50 },
    { day: '2022-06-30', open: 0 },
  ];
  // 10 of 108 days along, at the top (12 of 160 are kept free), and down to the ground on the due day.
  expect(pageOf(shown(ideal), [])).toContain('<polyline class="ideal" points="92.6,12.0 1000.0,160.0"/>');
  expect(pageOf(shown(ideal), [])).toContain('虚线：匀速归零');
  expect(pageOf(shown(), [])).not.toContain('虚线');
});

test('before anything is published it says what will stand here', () => {
  expect(pageOf(null, [])).toContain('还没有公布的内容');
});
