/**
 * Addresses that answer with the desk's or the phone's document; every other is a 404 and no page. `$x` is any one part.
 * `test/composition.test.ts` compares them with what the screens declare: a page forgotten here fails there by its path.
 */
export const deskPages: readonly string[] = [
  '/',
  '/sign-in',
  '/login',
  '/account',
  '/agencies',
  '/duties',
  '/duties/$id',
  '/duties/catalogue',
  '/duties/matrix',
  '/duties/mine',
  '/enterprises',
  '/enterprises/$id',
  '/evidence',
  '/experts',
  '/hazards',
  '/hazards/$id',
  '/hazards/new',
  '/hazards/overview',
  '/hazards/reporters',
  '/import',
  '/import/history',
  '/journal',
  '/law',
  '/law/calculators',
  '/law/calculators/$rule',
  '/law/changes',
  '/law/overlays',
  '/map',
  '/messages',
  '/officers',
  '/people',
  '/programme',
  '/programme/campaigns/$id',
  '/programme/checks',
  '/publications',
  '/supervision',
  '/supervision/gaps',
  '/users',
];

/** Below `/field`. */
export const fieldPages: readonly string[] = [
  '/',
  '/acts/$actId',
  '/duties',
  '/duties/$id',
  '/hand-in/$actId',
  '/hazards/$id',
  '/lead',
  '/lead/$figure',
  '/lead/$figure/$town',
  '/me',
  '/me/check',
  '/messages',
  '/outbox',
  '/report',
  '/report/$actId',
];

/** The name of a rule has a dot (`risk.lec`), an id has none: what looks like a file and is none is missing. */
const named = (part: string, given: string): boolean =>
  part[0] === '$' && given !== '' && (part === '$rule' || !given.includes('.'));

const fits = (page: string, parts: readonly string[]): boolean => {
  const wanted = page.split('/');
  return (
    wanted.length === parts.length && wanted.every((part, at) => part === parts[at] || named(part, parts[at] ?? ''))
  );
};

/** Whether an address (without its query) is one of these pages; a slash at its end does not matter. */
export function isPage(pages: readonly string[], path: string): boolean {
  const parts = (path.length > 1 ? path.replace(/\/$/, '') : path).split('/');
  return pages.some((page) => fits(page, parts));
}
