export const signInPath = '/sign-in';
/** Where a one-time link leads (`/login?invite=<token>`). */
const invitePath = '/login';

/** The token of a one-time link (一次性链接) one has come by, or null. */
export const inviteOf = (path: string, search: string): string | null =>
  path === invitePath ? new URLSearchParams(search).get('invite') || null : null;

/** Whether a path is one of a stranger: there is no page behind it for somebody who is in. */
export const isDoor = (path: string): boolean => path === signInPath || path === invitePath;

/** Where to go after signing in: only a path of this site, never a page of the door itself. */
export function returnPath(search: string): string {
  const path = new URLSearchParams(search).get('return') ?? '/';
  return /^\/(?![/\\])/.test(path) && !isDoor(path.replace(/[?#].*/, '')) ? path : '/';
}
