import { expect, it } from 'vitest';
import { buildMatching } from './build-match.ts';
import { matchConceptsFile } from './files-match.ts';
import type { Source } from './sources.ts';

const words = { lack: ['没有'], sound: ['正常'], fitted: ['装了'], unseen: ['未见'], plain: ['的'] };
const file = (concepts: object[], cues: object[] = []) => ({
  kind: 'match-concepts',
  note: '词表',
  checked: 'unverified',
  ...words,
  cues,
  concepts,
});

function told(content: object): string[] {
  const read = matchConceptsFile.parse(content);
  const faults: string[] = [];
  const source = { kind: 'match-concepts', file: 'match/concepts.json', content: read } as Source;
  buildMatching([source], new Set(['known']), (_, place, message) => faults.push(`${place.join('.')} ${message}`));
  return faults;
}

it('names every fault of a word table, with its place', () => {
  const concepts = [
    { id: 'a', words: ['甲', '甲'] },
    { id: 'a', words: ['乙'], broader: ['nowhere'] },
    { id: 'b', words: ['丙'], broader: ['c'] },
    { id: 'c', words: ['丁'], broader: ['b'] },
  ];
  const cues = [{ for: ['unknown'], all: [['nowhere']], worth: 1, means: '指向' }];
  expect(told(file(concepts, cues))).toEqual([
    'concepts.0.words “甲”重复',
    'concepts.1.id 编号“a”重复',
    'concepts.1.broader.0 没有“nowhere”这个概念',
    'concepts.2.broader 上位概念绕回了自己',
    'concepts.3.broader 上位概念绕回了自己',
    'cues.0.all.0.0 没有“nowhere”这个概念',
    'cues.0.for.0 “unknown”没有收录',
  ]);
});

it('takes a sound table as it is, and refuses a misspelt key', () => {
  expect(told(file([{ id: 'a', words: ['甲'] }], [{ for: ['known'], all: [['a']], worth: 1, means: '指向' }]))).toEqual(
    [],
  );
  expect(matchConceptsFile.safeParse(file([{ id: 'a', words: ['甲'], wider: ['b'] }])).success).toBe(false);
});
