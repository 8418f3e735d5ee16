import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { day, isRefused } from '#kernel';
import { addRules, allRules, evaluateRule, ruleEntries, ruleNamed, ruleSchema } from './index.ts';
import { refusedFor, theLaw } from './testing.ts';

/** Names other programs rely on. */
const fixed = [
  'major-hazard.grade',
  'risk.lec',
  'risk.ls',
  'criteria.match',
  'penalty.range',
  'penalty.propose',
  'deadline.of',
  'expense.required',
  'staffing.required',
  'training.required',
  'drill.required',
  'plan.review',
  'hazard-source.review',
  'card.propose',
  'certification.validity',
  'class.propose',
];

describe('规则目录', () => {
  it('每条规则都在，名字不重复，有名称和起始日', () => {
    const names = ruleEntries().map((rule) => rule.name);
    expect(names).toEqual(expect.arrayContaining(fixed));
    expect(new Set(names).size).toBe(names.length);
    for (const { title, floor } of ruleEntries()) expect(title !== '' && floor >= '2000-01-01').toBe(true);
  });

  it('每条规则的输入都有 JSON Schema，且不收不认识的项目', () => {
    for (const rule of allRules()) {
      const schema = ruleSchema(rule) as {
        type?: string;
        properties?: object;
        additionalProperties?: boolean;
        title?: string;
      };
      expect(schema.title).toBe(rule.title);
      expect(schema.type).toBe('object');
      expect(schema.additionalProperties).toBe(false);
      expect(Object.keys(schema.properties ?? {}).length).toBeGreaterThan(0);
      expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    }
  });

  it('名字写错，提示相近的', () => {
    expect(refusedFor('penalty.rang', {}, '2022-03-14')).toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringMatching(/是否指 penalty\.range/),
    });
    expect(isRefused(ruleNamed('__proto__'))).toBe(true);
  });

  it.each(ruleEntries().map((rule) => rule.name))(
    '%s：起始日前一日、乱写的日期、乱写的输入都被拒绝，不会出错',
    (name) => {
      const rule = allRules().find((each) => each.name === name);
      const before = new Date(Date.parse(rule?.floor as string) - 86_400_000).toISOString().slice(0, 10);
      expect(refusedFor(name, {}, before).places?.[0]?.place).toBe('on');
      expect(refusedFor(name, {}, '2022-02-30').message).toMatch(/日期“2022-02-30”不正确/);
      for (const input of [null, undefined, 3, 'x', [], { nonsense: 1 }, JSON.parse('{"__proto__":{"a":1}}')]) {
        expect(refusedFor(name, input, '2022-03-14').code).toMatch(/INVALID|INCOMPLETE/);
      }
    },
  );

  it('同名规则不能加两次，同一条重复加不算', () => {
    const extra = {
      name: 'test.echo',
      title: '回声',
      floor: day('2020-01-01'),
      input: () => z.strictObject({ a: z.number() }),
      evaluate: ({ a }: { a: number }) => ({
        result: a,
        workings: [{ say: '原样' }],
        cites: ['测试'],
        checked: 'verified' as const,
      }),
    };
    addRules([extra]);
    addRules([extra]);
    expect(evaluateRule('test.echo', { a: 2 }, '2022-03-14', theLaw())).toMatchObject({ result: 2 });
    expect(() => addRules([{ ...extra }])).toThrow(/declared twice/);
    expect(() => addRules([{ ...extra, name: 'penalty.range' }])).toThrow(/declared twice/);
  });
});
