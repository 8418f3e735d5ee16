/**
 * The platform may stand below a path of its host (子路径, `ZEAN_BASE=/zean`). The server writes it into the page; everything of ours names addresses
 * from `/`, and what leaves for the browser — a request, a link, the address bar — passes here.
 */
let found: string | undefined;
const subPath = (): string =>
  (found ??=
    typeof document === 'undefined'
      ? ''
      : (document.querySelector('meta[name="zean-base"]')?.getAttribute('content') ?? ''));

/** `/api/v1/…` as the browser must ask for it. */
export const under = (path: string): string => subPath() + path;

/** Path of the address bar as ours name it. */
export const pathHere = (): string => location.pathname.slice(subPath().length) || '/';
