/** The kernel knows nothing of safety: no noun of a context stands in it, and the check sees one that does. */
import { expect, test } from 'vitest';
import { allDeclarations } from '../apps/server/declarations.ts';
import { ranks } from '../db/order.ts';
import { foreignNouns, type Nouns } from './borders/nouns.ts';
import { readTree } from './source/tree.ts';

const { subjects, search } = allDeclarations();
// An account is what an actor is known by: the kernel's own word too.
const labels = subjects.filter((s) => !s.table.startsWith('access.')).map((s) => s.label);
const nouns: Nouns = {
  words: [...new Set([...labels, ...search.map((s) => s.title), '汛期', '重点时段', '文书'])],
  // Who may come in is asked through access, by its published routes.
  contexts: ranks.flat().filter((name) => name !== 'access'),
};

test('no noun of a context stands in the kernel', () => {
  expect(nouns.words).toEqual(expect.arrayContaining(['隐患', '企业', '法规']));
  expect(foreignNouns(readTree(), nouns)).toEqual([]);
});

test.each([
  ['kernel/ui/frame/top-bar.tsx', 'export const Bar = () => <span>搜索企业、编号</span>;', '企业'],
  ['kernel/ui/frame/palette.tsx', "export const hint = { placeholder: '隐患编号' };", '隐患'],
  ['kernel/server/http.ts', "export const first = 'hazards.todo';", 'hazards'],
  ['kernel/ui/api.ts', 'export const path = (id: string) => `/registry/${id}`;', 'registry'],
])('%s: %s', (path, text, noun) => {
  expect(foreignNouns([{ path, text }], nouns)).toEqual([
    `${path}:1: the kernel says “${noun}”, which is a context's to say`,
  ]);
});

test('a comment may give an example, a context says its own', () => {
  expect(
    foreignNouns([{ path: 'kernel/a.ts', text: '/** `hazards.todo` of 隐患 */ export const a = 1;' }], nouns),
  ).toEqual([]);
  expect(foreignNouns([{ path: 'contexts/hazards/a.ts', text: "export const a = '隐患';" }], nouns)).toEqual([]);
});
