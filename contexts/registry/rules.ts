import { z } from 'zod';
import { day, type Rule, rule, type Working } from '#kernel';
import { checkIndustry, industryPath } from './domain/industry.rule.ts';
import { checkTown, fullNameOf, type Regions, type TownCheck } from './domain/region.rule.ts';
import { checkResidentId } from './domain/resident-id.rule.ts';
import { checkUscc } from './domain/uscc.rule.ts';
import { regionsServed } from './regions.ts';

const text = (what: string) =>
  z
    .string({ error: `应为文字：${what}` })
    .max(60, '过长')
    .describe(what);

const usccCheck = rule({
  name: 'uscc.check',
  title: '统一社会信用代码校验',
  floor: day('2015-10-01'),
  input: () => z.strictObject({ code: text('18 位统一社会信用代码') }),
  evaluate({ code }) {
    const { code: stored, ...result } = checkUscc(code);
    const cite = 'GB 32100-2015';
    const workings: Working[] = [{ say: `规整为 ${stored || '（空）'}`, cite }];
    if (result.expected)
      workings.push({
        say: '前 17 位按权数 3^i 加权求和，31 减去和除以 31 的余数，得第 18 位',
        value: result.expected,
        cite,
      });
    workings.push({ say: result.valid ? '代码有效' : (result.reason ?? '代码无效'), cite });
    return { result: { ...result, code: stored }, workings, cites: [cite], checked: 'verified' };
  },
});

const residentIdCheck = rule({
  name: 'resident-id.check',
  title: '公民身份号码校验',
  floor: day('1999-07-01'),
  input: () => z.strictObject({ id: text('18 位公民身份号码') }),
  evaluate({ id }, _source, on) {
    // The number itself is not answered: what was typed is known to who typed it.
    const { id: _, ...result } = checkResidentId(id, on);
    const cite = 'GB 11643-1999';
    const workings: Working[] = [];
    if (result.expected)
      workings.push({ say: '前 17 位按 ISO 7064 MOD 11-2 加权，得第 18 位', value: result.expected, cite });
    workings.push({ say: result.valid ? '号码有效' : (result.reason ?? '号码无效'), cite });
    return { result, workings, cites: [cite], checked: 'verified' };
  },
});

/** The town that is meant, and the county it is looked up in: of several served, the one that has it. Nobody in particular asks, so none goes before another. */
function placed(place: string): { regions: Regions; found: TownCheck } {
  const looked = regionsServed().map((regions) => ({ regions, found: checkTown(place, regions) }));
  const having = looked.filter(({ found }) => found.valid);
  const [first] = having.length > 0 ? having : looked;
  if (!first) throw new Error('no county yet: ensureTowns names it at the start');
  if (looked.length === 1 || having.length === 1) return first;
  const counties = (having.length > 0 ? having : looked).map(({ regions }) => regions.county.name).join('、');
  const reason = having.length > 0 ? `${counties}都有“${place}”：应填 9 位代码` : `${counties}没有“${place}”这个镇`;
  return { regions: first.regions, found: { valid: false, reason } };
}

const regionCheck = rule({
  name: 'region.check',
  title: '所属镇校验',
  floor: day('2022-01-01'),
  input: () => z.strictObject({ place: text('镇名或 9 位代码') }),
  evaluate({ place }, _source, on) {
    const { regions, found } = placed(place);
    const { cite } = regions;
    const fullName = found.code ? fullNameOf(found.code, regions) : null;
    const say = found.valid ? `${fullName ?? found.name}（${found.code}）` : (found.reason ?? '没有这个镇');
    const early = on < regions.from;
    const workings: Working[] = [{ say, cite }];
    if (early) workings.push({ say: `区划为 ${regions.from} 的状况，${on} 是否相同待核实`, cite });
    const result = { ...found, ...(fullName ? { fullName } : {}) };
    return { result, workings, cites: [cite], checked: early ? 'secondary' : regions.checked };
  },
});

const industryCheck = rule({
  name: 'industry.check',
  title: '国民经济行业代码校验',
  floor: day('2017-10-01'),
  input: () => z.strictObject({ code: text('2 至 4 位行业代码，可带门类字母，如 C3130') }),
  evaluate({ code }) {
    const found = checkIndustry(code);
    const cite = 'GB/T 4754-2017';
    const path = found.valid ? industryPath(code) : [];
    const say = found.valid ? path.join(' › ') : (found.reason ?? '没有这个代码');
    const checked = found.industry?.checked ?? (found.known ? 'verified' : 'unverified');
    return {
      result: { ...found, ...(found.valid ? { path } : {}) },
      workings: [{ say, cite }],
      cites: [cite],
      checked,
    };
  },
});

/** Checks of codes and places that stand among the law's rules: `uscc.check`, `resident-id.check`, `region.check`, `industry.check`; composition adds them. */
export const registryRules: readonly Rule[] = [usccCheck, residentIdCheck, regionCheck, industryCheck];
