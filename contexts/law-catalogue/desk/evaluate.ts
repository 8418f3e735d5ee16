import type { Checked } from '#kernel';
import { act } from '#kernel/ui';

/** A ruling as it arrives: result, steps, clauses, the weakest mark. */
export interface RulingShown<Result = unknown> {
  result: Result;
  workings: readonly { say: string; value?: string; cite?: string }[];
  cites: readonly string[];
  checked: Checked;
}

/**
 * Asks a rule by its public door (`POST /api/v1/law/rules/{rule}/eval`). It writes nothing; being read by POST it goes the way of an
 * act, with its retries. @throws Refused, Unreachable
 */
export async function evaluate<Result>(rule: string, on: string, input: unknown): Promise<RulingShown<Result>> {
  const answer: unknown = await act(`law.rules/${rule}/eval`, { on, input });
  return answer as RulingShown<Result>;
}
