/** What MDN's compatibility data says of the browsers of the floor. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CompatData, CompatStatement, Identifier } from '@mdn/browser-compat-data';
import { FLOOR } from '../../apps/screen/floor.ts';

/** The iPhone's Safari has the numbers of the desk's; what it never has (a pointer, a cursor) is nothing to a phone. */
const browsers = { chrome: FLOOR.chrome, safari: FLOOR.safari, safari_ios: FLOOR.safari, firefox: FLOOR.firefox };

let data: CompatData | undefined;
/** Twenty megabytes: read once, and only by who asks. */
export function compat(): CompatData {
  data ??= JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve('@mdn/browser-compat-data'), 'utf8'),
  ) as CompatData;
  return data;
}

/** First version that has it without a prefix, a flag or another name; Infinity when none has. */
function sinceOf(statement: CompatStatement, browser: keyof typeof browsers): number {
  const said = statement.support[browser];
  if (!said) return 0;
  const own = [said]
    .flat()
    .filter(
      (one) =>
        !one.flags && !one.prefix && !one.alternative_name && (!one.version_removed || one.partial_implementation),
    );
  const versions = own.map(({ version_added: added }) =>
    typeof added === 'string' && added !== 'preview'
      ? Number.parseFloat(added.replace('≤', ''))
      : Number.POSITIVE_INFINITY,
  );
  return Math.min(Number.POSITIVE_INFINITY, ...versions);
}

/** Which browsers of the floor lack it, `chrome 92, safari 15.4`; '' when all have it. */
export function lacking(of: Identifier | undefined): string {
  const statement = of?.__compat;
  if (!statement) return '';
  return (Object.keys(browsers) as (keyof typeof browsers)[])
    .map((browser) => [browser, sinceOf(statement, browser)] as const)
    .filter(([browser, since]) => since > browsers[browser] && (browser !== 'safari_ios' || Number.isFinite(since)))
    .map(([browser, since]) => `${browser} ${Number.isFinite(since) ? since : 'never'}`)
    .join(', ');
}

/** Whether the name is one of the language's or the page's own classes, of which only statics can be asked. */
export const isObject = (name: string): boolean =>
  /^[A-Z]/.test(name) && (name in (compat().javascript.builtins ?? {}) || name in compat().api || name === 'CSS');

/** One thing a built text uses and a browser of the floor does not have. */
export interface Below {
  what: string;
  lacking: string;
  near: string;
}
