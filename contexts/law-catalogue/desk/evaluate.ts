import type { Refused } from '#kernel';
import { act } from '#kernel/ui';
import type { AnyRule } from '../rules/rule.ts';

/** A ruling as it arrives: result, steps, clauses, the weakest mark. */
export type RulingShown<R extends { evaluate(...given: never[]): unknown } = AnyRule> = Exclude<
  ReturnType<R['evaluate']>,
  Refused
>;

/**
 * Asks a rule by its public door (`POST /api/v1/law/rules/{rule}/eval`). It writes nothing; being read by POST it goes the way of an
 * act, with its retries. @throws Refused, Unreachable
 */
export async function evaluate<R extends { evaluate(...given: never[]): unknown } = AnyRule>(
  rule: string,
  on: string,
  input: unknown,
): Promise<RulingShown<R>> {
  const answer: unknown = await act(`law.rules/${rule}/eval`, { on, input });
  return answer as RulingShown<R>;
}
