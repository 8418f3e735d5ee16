/** Errors that are no bugs of ours: what the machine or the database could not do. */

const FULL = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** 08: connection; 53: resources other than the disk; 57: an operator's doing, or a statement that took too long; the rest of the socket. */
const AWAY =
  /^(08...|53[234]00|57014|57P0[1-5]|ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ERR_STREAM_DESTROYED|ERR_STREAM_WRITE_AFTER_END)$/;
const AWAY_SAYS =
  /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable|Client was closed|Query read timeout|Cannot use a pool after calling end/;

/**
 * What an error comes from: `full`, no room on the disk of this machine or the database's; `away`, no connection to be had or the one in use
 * was cut, so that trying again is right; null, a bug. Looks at what an error was caused by as well.
 */
export function faultOf(error: unknown): 'full' | 'away' | null {
  for (
    let at = error as { code?: unknown; syscall?: unknown; message?: string; cause?: unknown } | undefined, n = 0;
    at && n < 5;
    n += 1
  ) {
    const code = String(at.code ?? '');
    if (FULL.has(code)) return 'full';
    // A socket in the file system that is not there: its server is gone.
    const unheard = code === 'ENOENT' && at.syscall === 'connect';
    if (unheard || AWAY.test(code) || AWAY_SAYS.test(at.message ?? '')) return 'away';
    at = at.cause as typeof at;
  }
  return null;
}
