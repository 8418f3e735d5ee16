import { expect, test } from 'vitest';
import { batchActs } from './batch.ts';

const row = { id: 'h1', version: 4 };
const acts = batchActs('2022-03-14');

test('every batch has its fields and sends id and version of each row', () => {
  expect(acts.map((act) => act.title)).toEqual([
    '判定为一般',
    '派发',
    '同意延期',
    '复查合格',
    '销号',
    '回头看',
    '催办',
  ]);
  for (const act of acts) expect(act.given(row, {})).toMatchObject(row);
});

test('judging in bulk is 一般 only: no level, no criterion is asked', () => {
  const judge = acts[0];
  expect(judge?.fields?.map((field) => field.place)).toEqual(['reason']);
  expect(judge?.given(row, { reason: '能立即整改' })).toEqual({ ...row, level: 'general', reason: '能立即整改' });
});

test('photos of one visit are sent in the wire form', () => {
  const verify = batchActs('2022-03-14', 'hazards.verify');
  expect(verify).toHaveLength(1);
  expect(verify[0]?.given(row, { note: '好', photos: ['ab'] })).toEqual({
    ...row,
    note: '好',
    photos: [{ sha256: 'ab', fromAlbum: true }],
  });
});
