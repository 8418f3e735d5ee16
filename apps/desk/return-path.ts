export const signInPath = '/sign-in';

/** Where to go after signing in: only a path of this site, never the sign-in page itself. */
export function returnPath(search: string): string {
  const path = new URLSearchParams(search).get('return') ?? '/';
  return /^\/(?![/\\])/.test(path) && !path.startsWith(signInPath) ? path : '/';
}
