import { expect, test } from 'vitest';
import { donePage } from './gather.ts';

const row = (minute: number, source: string) => ({
  id: `${source}${minute}`,
  at: `2022-03-14T10:${String(minute).padStart(2, '0')}:00.000Z`,
  sentence: '办了',
  source,
});
const at = (minute: number) => row(minute, '').at;
const minutes = (page: { rows: { at: string }[] }) => page.rows.map((one) => Number(one.at.slice(14, 16)));

test('what one source left out of a page does not end the list', () => {
  const page = donePage([{ rows: [row(9, 'a'), row(8, 'a')], next: at(5) }], 5);
  expect(minutes(page)).toEqual([9, 8]);
  expect(page.next).toBe(at(5));
  expect(donePage([{ rows: [], next: at(5) }], 5)).toEqual({ rows: [], next: at(5) });
});

test('of several sources nothing is shown twice and nothing is passed over', () => {
  const [a, b] = [[9, 7, 5, 3, 1].map((m) => row(m, 'a')), [8, 6, 4, 2, 0].map((m) => row(m, 'b'))];
  const shown: number[] = [];
  for (let before: string | null = at(59); before; ) {
    const until = before;
    const part = (rows: typeof a, most: number) => {
      const left = rows.filter((one) => one.at < until);
      return { rows: left.slice(0, most), next: left.length >= most ? left[most - 1]!.at : null };
    };
    const page = donePage([part(a, 2), part(b, 3)], 3);
    shown.push(...minutes(page));
    before = page.next;
  }
  expect(shown).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
});
