import { firstOf } from '../words/index.ts';
import type { Place } from './index.ts';

/** What a schema found wrong, as far as a place is told of it. */
interface SchemaIssue {
  path: readonly PropertyKey[];
  message: string;
}

/** How a place is told: which it is, what is allowed there, the sentence. `hidden` values (passwords) are not shown. */
interface Telling<Issue extends SchemaIssue> {
  at?(issue: Issue): readonly PropertyKey[];
  allowed(issue: Issue): string;
  message(issue: Issue, place: string): string;
  hidden?(path: readonly PropertyKey[]): boolean;
}

/** More wrong places than this nobody reads. */
const MOST_PLACES = 20;

/** A value as a refusal shows it: in one short text, whatever it is. */
export function shownValue(value: unknown): string {
  if (value === undefined) return '（空）';
  if (typeof value === 'string') return firstOf(value, 80);
  try {
    return firstOf(JSON.stringify(value) ?? '（空）', 80);
  } catch {
    // Nested deeper than the stack: nobody needs to see it.
    return '（层次过深）';
  }
}

/** What a schema found wrong as places: where, what stood there, what is allowed. */
export function placesIn<Issue extends SchemaIssue>(
  issues: readonly Issue[],
  given: unknown,
  tell: Telling<Issue>,
): Place[] {
  return issues.slice(0, MOST_PLACES).map((issue) => {
    const path = tell.at?.(issue) ?? issue.path;
    const place = path.map(String).join('.').slice(0, 80) || '（整体）';
    const value = path.reduce<unknown>(
      (at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key],
      given,
    );
    return {
      place,
      value: tell.hidden?.(path) ? '（不显示）' : shownValue(value),
      allowed: tell.allowed(issue),
      message: tell.message(issue, place),
    };
  });
}
