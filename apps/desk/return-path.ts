export const signInPath = '/sign-in';
/** Where a one-time link leads (`/login#invite=<token>`). */
const invitePath = '/login';

/** The token of a one-time link (一次性链接) one has come by, or null; links sent before 0.2 have it in the query. */
export const inviteOf = (at: { pathname: string; search: string; hash: string }): string | null => {
  if (at.pathname !== invitePath) return null;
  const tokenIn = (text: string) => new URLSearchParams(text).get('invite') || null;
  return tokenIn(at.hash.slice(1)) ?? tokenIn(at.search);
};

/** Whether a path is one of a stranger: there is no page behind it for somebody who is in. */
export const isDoor = (path: string): boolean => path === signInPath || path === invitePath;

/** Where to go after signing in: only a path of this site, never a page of the door itself. */
export function returnPath(search: string): string {
  const path = new URLSearchParams(search).get('return') ?? '/';
  return /^\/(?![/\\])/.test(path) && !isDoor(path.replace(/[?#].*/, '')) ? path : '/';
}
