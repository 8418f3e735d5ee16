/** Cells that come back masked: they mean what is registered, or are told as wrong; never are they written. */
import { expect, test } from 'vitest';
import type { Enterprise, Person } from '../subjects.ts';
import { enterpriseMeant, personMeant } from './masked.ts';
import type { EnterpriseLine, PersonLine } from './templates.ts';

const firm = { principalPhone: '13812341234', safetyPhone: null } as Enterprise;
const line = (more: Partial<EnterpriseLine>) =>
  ({ principalPhone: null, safetyPhone: null, ...more }) as EnterpriseLine;

test('an enterprise’s masked telephone states nothing when it is the registered one, and is wrong otherwise', () => {
  expect(enterpriseMeant(line({ principalPhone: '138****1234' }), firm)).toEqual({ line: line({}), wrong: null });
  const wrong = (principalPhone: string, now: Enterprise | null) =>
    enterpriseMeant(line({ principalPhone }), now).wrong?.key;
  expect(wrong('138****1235', firm)).toBe('principalPhone');
  expect(wrong('138****1234', null)).toBe('principalPhone');
  expect(wrong('13812341235', firm)).toBeUndefined();
  expect(enterpriseMeant(line({ safetyPhone: '139****0000' }), firm).wrong).toMatchObject({
    key: 'safetyPhone',
    value: '139****0000',
  });
});

const person = (id: string, phone: string | null, certificateNumber: string | null = null) =>
  ({ id, phone, certificateNumber }) as Person;
const cells = (phone: string | null, certificateNumber: string | null = null) =>
  ({ phone, certificateNumber }) as PersonLine;

test('a person’s masked telephone is that of the only namesake it fits; his masked certificate states nothing', () => {
  const one = person('1', '13812341234', 'T140521199001011234');
  const other = person('2', '13912341234');
  expect(personMeant(cells('138****1234', 'T140521********1234'), [one, other])).toEqual({
    line: cells('13812341234', null),
    wrong: null,
  });
  // Two of one name whose numbers look alike: which one is meant is not guessed.
  expect(personMeant(cells('138****1234'), [one, person('3', '13899991234')]).wrong?.key).toBe('phone');
  expect(personMeant(cells('138****1234'), [other]).wrong?.key).toBe('phone');
  expect(personMeant(cells('138****1234', 'T140521********9999'), [one]).wrong?.key).toBe('phone');
  expect(personMeant(cells('13812341234', 'T140521********1234'), [one])).toEqual({
    line: cells('13812341234', null),
    wrong: null,
  });
  expect(personMeant(cells('13812341234', 'T140521********9999'), [one]).wrong?.key).toBe('certificateNumber');
  expect(personMeant(cells('13700000000', 'A1'), [one])).toEqual({ line: cells('13700000000', 'A1'), wrong: null });
});
