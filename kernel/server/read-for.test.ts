import { expect, test } from 'vitest';
import { countyReadFor, readFor } from './read-for.ts';

test('a reading knows its county, one inside another its own, and nobody’s reading none', () => {
  expect(countyReadFor()).toBe(undefined);
  const seen = readFor('140525', () => [countyReadFor(), readFor('140521', countyReadFor), countyReadFor()]);
  expect(seen).toEqual(['140525', '140521', '140525']);
  expect(() =>
    readFor('140525', () => {
      throw new Error('a schema that throws');
    }),
  ).toThrow();
  expect(countyReadFor(), 'also after a fault').toBe(undefined);
});
