import { describe, expect, it } from 'vitest';
import { answered, refusedFor } from './testing.ts';

const on = '2024-03-14';
const fine = { provision: '安全生产法§102', subject: 'enterprise', stage: 'first' };
const chlorine = (quantity_t: number | string) => ({
  unit: 'storage',
  exposedPeople: 0,
  held: [{ substance: '氯', quantity_t }],
});

// 每一行：规则、输入、地方、允许的范围里的一端
describe('荒唐的数值都拒绝，并写明允许的范围', () => {
  it.each<[string, object, string, RegExp]>([
    ['staffing.required', { sector: 'metal-smelting', employees: 9e15 }, 'employees', /0 至 1,000,000 人/],
    ['staffing.required', { sector: 'metal-smelting', employees: 1_000_001 }, 'employees', /0 至 1,000,000 人/],
    ['staffing.required', { sector: 'metal-smelting', employees: 1, managers: 9e15 }, 'managers', /1,000,000 人/],
    ['major-hazard.grade', chlorine('1e20'), 'held.0.quantity_t', /100,000,000 吨/],
    ['major-hazard.grade', chlorine(100_000_001), 'held.0.quantity_t', /100,000,000 吨/],
    ['major-hazard.grade', { ...chlorine(1), exposedPeople: 9e15 }, 'exposedPeople', /0 至 1,000,000 人/],
    ['hazard-source.review', { assessed: '1900-01-01' }, 'assessed', /1949-10-01 至 2199-12-31/],
    ['hazard-source.review', { assessed: '9999-01-01' }, 'assessed', /1949-10-01 至 2199-12-31/],
    ['drill.required', { sector: 'metal-smelting', held: [{ on: '1900-01-01', kind: 'plan' }] }, 'held.0.on', /1949/],
    ['expense.required', { sector: 'small-quarry', year: 9999, output_t: 1 }, 'year', /2012 至 2025/],
    ['expense.required', { sector: 'small-quarry', year: 2026, output_t: 1 }, 'year', /2012 至 2025/],
    ['expense.required', { sector: 'nuclear-mine', year: 2023, output_t: '1e20' }, 'output_t', /1,000,000,000 吨/],
    [
      'expense.required',
      { sector: 'metallurgy', year: 2023, revenue_yuan: '1e20' },
      'revenue_yuan',
      /10,000,000,000,000 元/,
    ],
    ['penalty.range', { ...fine, facts: { deaths: 1_000_001 } }, 'facts.deaths', /0 至 1,000,000 人/],
    ['penalty.range', { ...fine, facts: { loss_yuan: 9e15 } }, 'facts.loss_yuan', /0 至 1,000,000,000,000 元/],
    ['penalty.range', { ...fine, facts: { actEndedOn: '1900-01-01' } }, 'facts.actEndedOn', /1949-10-01/],
    ['penalty.propose', { ...fine, counts: { staff: 9e15 } }, 'counts.staff', /0 至 1,000,000 人/],
    ['penalty.propose', { ...fine, counts: { hazards: 9e15 } }, 'counts.hazards', /0 至 100,000/],
    ['penalty.propose', { ...fine, counts: { investment_yuan: 9e15 } }, 'counts.investment_yuan', /元之间/],
    ['certification.validity', { certificate: 'safety-licence', issued: '9999-01-01' }, 'issued', /2199-12-31/],
    [
      'certification.validity',
      {
        certificate: 'standardisation-grade',
        issued: '2022-06-20',
        events: [{ on: '2023-01-01', seriousInjuries: 9e15 }],
      },
      'events.0.seriousInjuries',
      /1,000,000 人/,
    ],
    ['plan.review', { published: '1900-01-01' }, 'published', /1949-10-01/],
    ['deadline.of', { clock: 'hearing-request', from: '9999-01-01' }, 'from', /2199-12-31/],
    ['class.propose', { facts: { deaths: 9e15 } }, 'facts.deaths', /0 至 100,000/],
  ])('%s %j', (rule, input, place, allowed) => {
    const refused = refusedFor(rule, input, on);
    expect([refused.code, refused.places?.[0]?.place]).toEqual(['INVALID', place]);
    expect(refused.places?.[0]?.allowed).toMatch(allowed);
    expect(refused.message).toMatch(allowed);
  });

  it.each<[string, object]>([
    ['staffing.required', { sector: 'metal-smelting', employees: 1_000_000 }],
    ['major-hazard.grade', chlorine(100_000_000)],
    ['expense.required', { sector: 'nuclear-mine', year: 2025, output_t: 1_000_000_000 }],
    ['hazard-source.review', { assessed: '1949-10-01' }],
    ['penalty.range', { ...fine, facts: { loss_yuan: 1_000_000_000_000 } }],
  ])('范围的两端算在内：%s %j', (rule, input) => {
    expect(answered(rule, input, on).cites.length).toBeGreaterThan(0);
  });

  it('所问之日也有范围', () => {
    expect(refusedFor('penalty.range', fine, '9999-01-01').places?.[0]).toMatchObject({
      place: 'on',
      allowed: '2014-12-01 至 2199-12-31',
    });
  });
});
