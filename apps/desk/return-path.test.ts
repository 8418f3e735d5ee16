import { expect, test } from 'vitest';
import { returnPath } from './return-path.ts';

test.each([
  ['?return=%2Fhazards%3Foverdue%3D1', '/hazards?overdue=1'],
  ['', '/'],
  ['?return=https%3A%2F%2Felse.where', '/'],
  ['?return=%2F%2Felse.where', '/'],
  ['?return=%2F%5Celse.where', '/'],
  ['?return=%2Fsign-in', '/'],
])('after signing in from "%s" one comes to %s', (search, path) => expect(returnPath(search)).toBe(path));
