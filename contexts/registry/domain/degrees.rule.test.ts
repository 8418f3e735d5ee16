import { expect, test } from 'vitest';
import { readDegrees } from './degrees.rule.ts';

test.each([
  ['112°51′30″', 112.8583333],
  ['112°51\'30"', 112.8583333],
  ['112度51分30秒', 112.8583333],
  ['东经112°51.5′', 112.8583333],
  ['E112.8583333°', 112.8583333],
  ['112.85 E', 112.85],
  ['１１２°５１′', 112.85],
  ['112°', 112],
])('经度 %s is %d', (typed, degrees) => expect(readDegrees(typed, 'lng')).toEqual({ degrees }));

test('latitude has its own signs', () => {
  expect(readDegrees('北纬35°30′', 'lat')).toEqual({ degrees: 35.5 });
  expect(readDegrees('N35.5', 'lat')).toEqual({ degrees: 35.5 });
  expect(readDegrees('北纬35°30′', 'lng')).toMatchObject({ reason: expect.stringContaining('这是纬度') });
});

test('what is a plain number or no angle is left alone; impossible ones are told', () => {
  for (const typed of ['112.85', '约112度', '一百度', '']) expect(readDegrees(typed, 'lng')).toBeNull();
  expect(readDegrees('112°61′', 'lng')).toMatchObject({ reason: expect.stringContaining('小于 60') });
  expect(readDegrees('112.5°30′', 'lng')).toMatchObject({ reason: expect.stringContaining('小数') });
});
