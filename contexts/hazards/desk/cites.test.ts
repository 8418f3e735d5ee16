import { expect, test } from 'vitest';
import { everyMove, type Flow } from '#kernel';
import { commonFlow, selfFlow } from '../domain/loop.ts';
import { citeOf, clauseOfCommand } from './cites.ts';

test('law, notice, neither', () => {
  expect(citeOf('安全生产法(2021) §65(3)')).toEqual({ kind: 'clause', instrument: 'work-safety-law', clause: '65' });
  expect(citeOf('安全生产法(2021) §118、§41')).toEqual({
    kind: 'clause',
    instrument: 'work-safety-law',
    clause: '118',
  });
  expect(citeOf('泽应急发〔2022〕63号 二(一)')).toEqual({ kind: 'notice', clause: '二(一)' });
  expect(citeOf('口头要求')).toBeNull();
});

test('every clause of both flows can be opened', () => {
  for (const flow of [commonFlow, selfFlow] as Flow[]) {
    for (const { move } of everyMove(flow)) expect(citeOf(move.cite), move.cite).not.toBeNull();
  }
});

test('an act of the journal knows its clause', () => {
  expect(clauseOfCommand('hazards.judge')).toContain('§118');
  expect(clauseOfCommand('hazards.take-over')).toContain('§65');
  // A name it had before, still in the journal.
  expect(clauseOfCommand('hazards.convert')).toContain('§102');
  expect(clauseOfCommand('hazards.report')).toBeUndefined();
});
