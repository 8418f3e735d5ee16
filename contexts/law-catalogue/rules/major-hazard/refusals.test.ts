import { describe, expect, it } from 'vitest';
import { day } from '#kernel';
import type { MajorHazardGiven } from './grade.ts';
import type { HeldGiven } from './held.ts';
import { majorHazardGrade } from './rule.ts';
import { one, refused, tables } from './testing.ts';

describe('不能算的', () => {
  it.each<[string, HeldGiven[], Partial<MajorHazardGiven>, string, RegExp]>([
    ['negative tonnes', one('氨', -1), {}, 'held.0.quantity_t', /^第 1 项的数量 -1 吨不对：数量不能为负$/],
    ['no tonnes', one('氨', 0), {}, 'held.0.quantity_t', /数量应大于 0/],
    ['kilograms', one('氨', '500kg'), {}, 'held.0.quantity_t', /单位不一致：请折算成吨/],
    ['cubic metres', one('氨', '20立方米'), {}, 'held.0.quantity_t', /体积或其他单位应按设计密度折算成吨/],
    ['float noise', one('氨', 0.1 + 0.2), {}, 'held.0.quantity_t', /数量应为十进制数字/],
    ['an unknown name', one('液铵', 1), {}, 'held.0.substance', /“液铵”不在表1 中/],
    ['a near name', one('氯乙希', 1), {}, 'held.0.substance', /是不是：.*氯乙烯/],
    ['a name of several lines', one('硝化棉', 1), {}, 'held.0.substance', /不止一项，请写明是哪一项：硝化纤维素/],
    ['a name without its condition', one('硝酸铵', 1), {}, 'held.0.substance', /是不是：.*硝酸铵（含可燃物≤0\.2%）/],
    ['what is not counted', one('氨水', 1), {}, 'held.0.substance', /氨水一般不在表1、表2 之内.*待核实/],
    ['an unknown category', [{ category: 'W12', quantity_t: 1 }], {}, 'held.0.category', /“W12”不在表2 中/],
    ['nothing named', [{ quantity_t: 1 }], {}, 'held.0', /没有写是什么/],
    [
      'another β for a named gas',
      [{ substance: '氨', quantity_t: 1, beta: 4 }],
      {},
      'held.0.beta',
      /由表3 定为 2，不能另取 4/,
    ],
    ['a β of no table', [{ substance: '苯', quantity_t: 1, beta: 7 }], {}, 'held.0.beta', /不在表3、表4 的取值内/],
    [
      'two units',
      [{ substance: '氨', quantity_t: 1, unit: 'production' }],
      {},
      'held.0.unit',
      /各单元分别辨识，不能相加/,
    ],
    ['half a person', one('氨', 1), { exposedPeople: 1.5 }, 'exposedPeople', /应为 0 或正整数/],
    ['fewer than nobody', one('氨', 1), { exposedPeople: -1 }, 'exposedPeople', /应为 0 或正整数/],
    ['nothing held', [], {}, 'held', /没有写存有什么/],
  ])('%s', (_, held, more, place, message) => {
    const { code, places } = refused(held, more);
    expect(code).toBe('INVALID');
    expect(places?.map((each) => each.place)).toContain(place);
    expect(places?.map((each) => each.message).join()).toMatch(message);
  });

  it('names every wrong place at once', () => {
    const { places } = refused([...one('氨', -1), ...one('液铵', 1), ...one('苯', '3kg')]);
    expect(places?.map((each) => each.place)).toEqual(['held.0.quantity_t', 'held.1.substance', 'held.2.quantity_t']);
  });

  it('a quantity in other units is refused by name before anything else', () => {
    const parsed = majorHazardGrade.input().safeParse({
      unit: 'storage',
      exposedPeople: 0,
      held: [{ substance: '氨', quantity_kg: 500, quantity_t: 1 }],
    });
    expect(parsed.error?.issues.map((each) => each.message)).toEqual([
      '单位不一致：“quantity_kg”应折算成吨，写成 quantity_t',
    ]);
  });

  it('the day before the standard', () => {
    expect(majorHazardGrade.floor).toBe(tables.from);
    const { message, places } = refused(one('氨', 10), {}, day('2019-02-28'));
    expect(message).toBe('重大危险源辨识：没有收录 2019-02-28 的规定：最早收录自 2019-03-01');
    expect(places?.[0]?.place).toBe('on');
  });
});
