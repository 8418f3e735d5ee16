import { expect, test } from 'vitest';
import { inviteOf, returnPath } from './return-path.ts';

test.each([
  ['?return=%2Fhazards%3Foverdue%3D1', '/hazards?overdue=1'],
  ['', '/'],
  ['?return=https%3A%2F%2Felse.where', '/'],
  ['?return=%2F%2Felse.where', '/'],
  ['?return=%2F%5Celse.where', '/'],
  ['?return=%2Fsign-in', '/'],
  ['?return=%2Flogin%3Finvite%3Dabc', '/'],
  ['?return=%2Flogin%23invite%3Dabc', '/'],
  ['?return=%2Flogins', '/logins'],
])('after signing in from "%s" one comes to %s', (search, path) => expect(returnPath(search)).toBe(path));

test('a one-time link is known by its path and its token', () => {
  const of = (path: string) => inviteOf(new URL(path, 'http://localhost'));
  expect(of('/login#invite=a-b_c')).toBe('a-b_c');
  expect(of('/login?invite=a-b_c'), 'a link of before').toBe('a-b_c');
  expect(of('/login?invite=')).toBe(null);
  expect(of('/login#invite=')).toBe(null);
  expect(of('/login#else')).toBe(null);
  expect(of('/users#invite=a')).toBe(null);
});
