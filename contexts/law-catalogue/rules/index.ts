import { z } from 'zod';
import { asDay, BeforeFloor, type Day, isRefused, placesIn, type Refused, refuse, shownValue } from '#kernel';
import { law as lawNow } from '../current.ts';
import type { Law } from '../domain/law.ts';
import { refuseAt, wrong } from './asking.ts';
import { rules as certification } from './certification/rule.ts';
import { rules as deadline } from './deadline/rule.ts';
import { rules as duties } from './duties/rule.ts';
import { rules as expense } from './expense/rule.ts';
import { rules as local } from './local/rule.ts';
import { rules as majorHazard } from './major-hazard/rule.ts';
import { rules as match } from './match/rule.ts';
import { rules as penalty } from './penalty/rule.ts';
import { rules as plan } from './plan/rule.ts';
import { lastDay } from './ranges.ts';
import { rules as risk } from './risk/rule.ts';
import type { AnyRule, Ruling } from './rule.ts';

const own: readonly AnyRule[] = [
  ...certification,
  ...deadline,
  ...duties,
  ...expense,
  ...local,
  ...majorHazard,
  ...penalty,
  ...plan,
  ...risk,
  ...match,
];
let added: readonly AnyRule[] = [];

/**
 * Adds rules of another context (e.g. `uscc.check` of the registry): composition calls it once at start. A name given twice is a
 * bug and throws.
 */
export function addRules(rules: readonly AnyRule[]): void {
  const fresh = rules.filter((rule) => !added.includes(rule));
  const twice = fresh.find((rule) => [...own, ...added].some((other) => other.name === rule.name));
  if (twice) throw new Error(`rule declared twice: ${twice.name}`);
  added = [...added, ...fresh];
}

/** Every rule that can be asked, by name. */
export function allRules(): readonly AnyRule[] {
  return [...own, ...added].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** How a rule is listed: name, title, first day. */
export interface RuleEntry {
  name: string;
  title: string;
  floor: Day;
}

/** Every rule with its name, title and first day, by name. */
export const ruleEntries = (): RuleEntry[] => allRules().map(({ name, title, floor }) => ({ name, title, floor }));

/** Letters two names share in order: enough to guess which rule was meant. */
function alike(a: string, b: string): number {
  let at = 0;
  for (const letter of a) {
    const next = b.indexOf(letter, at);
    if (next >= 0) at = next + 1;
  }
  return a.includes(b) || b.includes(a)
    ? a.length
    : [...a].filter((letter) => b.includes(letter)).length / Math.max(a.length, b.length);
}

/** The rule of a name, or a refusal that names close ones. */
export function ruleNamed(name: string): AnyRule | Refused {
  const found = allRules().find((rule) => rule.name === name);
  if (found) return found;
  const names = allRules().map((rule) => rule.name);
  const close = names.toSorted((a, b) => alike(name, b) - alike(name, a)).slice(0, 3);
  const message = `没有规则“${name}”，是否指 ${close.join('、')}`;
  return refuse('NOT_FOUND', message, { places: [wrong('rule', name, names.join('、'), message)] });
}

/** JSON Schema (2020-12) of a rule's input. */
export function ruleSchema(rule: AnyRule): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(schemaOf(rule), { io: 'input', unrepresentable: 'any' }) as Record<
    string,
    unknown
  >;
  return {
    $schema,
    $id: `urn:zean:law:rule:${rule.name}`,
    title: rule.title,
    description: `最早可问 ${rule.floor}`,
    ...schema,
  };
}

const zhCN = z.locales.zhCN().localeError;
/** What zod would say, in Chinese; an unknown key names itself. */
function chinese(issue: { code?: string | undefined; keys?: unknown }): string {
  if (issue.code === 'unrecognized_keys') return `有不认识的项目：${(issue.keys as string[]).join('、')}`;
  const said = zhCN(issue as never);
  return (typeof said === 'string' ? said : said?.message) ?? '不正确';
}

/** Schemas are built once: building one costs more than using it. */
const schemas = new WeakMap<AnyRule, z.ZodType>();
function schemaOf(rule: AnyRule): z.ZodType {
  const found = schemas.get(rule) ?? (rule.input() as z.ZodType);
  schemas.set(rule, found);
  return found;
}

/** Parses a rule's input, or refuses naming every wrong place. */
function parsedInput(rule: AnyRule, input: unknown): { ok: unknown } | Refused {
  const result = schemaOf(rule).safeParse(input, { error: chinese });
  return result.success
    ? { ok: result.data }
    : refuseAt(
        placesIn(result.error.issues, input, {
          allowed: ({ message }) => message,
          message: ({ message }, place) => `${place}：${message}`,
        }),
      );
}

/**
 * Asks a rule: `name` (see `ruleEntries`), its input as plain JSON, the day whose law is asked. Answers the ruling, or a refusal whose
 * places say what is wrong. Anything thrown is a bug. The same answer on the phone, by HTTP and on the command line.
 */
export function evaluateRule(name: string, input: unknown, on: string, law: Law = lawNow()): Ruling<unknown> | Refused {
  const rule = ruleNamed(name);
  if (isRefused(rule)) return rule;
  const asked = asDay(on);
  if (asked === null)
    return refuseAt([
      wrong(
        'on',
        on,
        'YYYY-MM-DD 形式的真实日期',
        `日期“${shownValue(on)}”不正确：应写成 YYYY-MM-DD，且是真实存在的一天`,
      ),
    ]);
  if (asked < rule.floor) {
    return refuseAt([
      wrong('on', on, `${rule.floor} 及以后`, `${rule.title}：${new BeforeFloor(asked, rule.floor).message}`),
    ]);
  }
  if (asked > lastDay)
    return refuseAt([
      wrong('on', on, `${rule.floor} 至 ${lastDay}`, `日期 ${asked} 过远：应在 ${rule.floor} 至 ${lastDay} 之间`),
    ]);
  const read = parsedInput(rule, input);
  if (isRefused(read)) return read;
  try {
    return rule.evaluate(read.ok, law, asked);
  } catch (error) {
    if (error instanceof BeforeFloor)
      return refuseAt([wrong('on', error.on, error.floor ? `${error.floor} 及以后` : '没有收录', error.message)]);
    throw error;
  }
}
