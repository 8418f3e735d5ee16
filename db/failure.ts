/**
 * A start, migration, backup or restore that cannot go on for a reason an operator can act on.
 * `message` is one complete Chinese sentence (with the English in brackets where a log reader may need it); the command
 * line prints it alone, without a stack.
 */
export class DatabaseFailure extends Error {
  /** A stable word for programs (`--json`) and tests; the sentence is for people. */
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DatabaseFailure';
    this.code = code;
  }
}

/** The `code` of a Node or PostgreSQL error (`ENOENT`, `42501` …), or an empty string. */
export function errorCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code ?? '');
  return '';
}

/** The text of whatever was thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message || errorCode(error) || error.name : String(error);
}
