import { type Query, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { act, ask, dropAllDrafts, type Me, pathHere, Refused, under, whenSignedOut } from '#kernel/ui';
import { isDoor, returnPath, signInPath } from './return-path.ts';

export interface Session {
  me: Me | null;
  /** Who was at the desk until the session ended by itself (登录过期): what is open stays, unseen, until somebody signs in. */
  was?: Me | null;
  /** What the server tells a stranger: the demo accounts, when this is a demonstration. */
  demo?: unknown;
  /** … and whose accounts there are, when the server serves several counties. */
  counties?: unknown;
}

const key = ['me'] as const;

async function readSession(): Promise<Session> {
  try {
    return { me: await ask<Me>('access.me') };
  } catch (error) {
    if (error instanceof Refused && error.status === 401)
      return { me: null, demo: error.body.demo, counties: error.body.counties };
    throw error;
  }
}

/** Who is here; goes to the sign-in page and back as that changes, not while a one-time link is being used (`invited`). */
export function useSession(invited: boolean) {
  const cache = useQueryClient();
  const session = useQuery({ queryKey: key, queryFn: readSession, staleTime: Number.POSITIVE_INFINITY });
  const signedIn = session.data ? session.data.me !== null : null;

  useEffect(() => {
    // The question itself is refused when the session is over: one is under way at most, and none once that is known.
    let asking = false;
    whenSignedOut(() => {
      const now = cache.getQueryData<Session>(key)?.me;
      if (asking || !now) return;
      asking = true;
      readSession()
        .then((fresh) => cache.setQueryData<Session>(key, fresh.me ? fresh : { ...fresh, was: now }))
        .catch(() => undefined)
        .finally(() => {
          asking = false;
        });
    });
  }, [cache]);
  // Before the first paint of the frame, so that its first tab is the page asked for.
  if (!invited && signedIn === false && pathHere() !== signInPath) {
    const here = pathHere() + location.search;
    history.replaceState(
      null,
      '',
      under(here === '/' || isDoor(pathHere()) ? signInPath : `${signInPath}?return=${encodeURIComponent(here)}`),
    );
  }
  if (!invited && signedIn && isDoor(pathHere())) history.replaceState(null, '', under(returnPath(location.search)));

  const signedInAs = useCallback(async () => {
    const fresh = await readSession();
    const was = cache.getQueryData<Session>(key)?.was;
    const asked = { predicate: (query: Query) => query.queryKey[0] !== key[0] };
    // The same person goes on where he was, with what he sees asked anew; nothing another person asked for stays. The session itself
    // is being watched, so it is replaced, not removed.
    if (was && was.actor.account === fresh.me?.actor.account) void cache.invalidateQueries(asked);
    else cache.removeQueries(asked);
    cache.setQueryData(key, fresh);
  }, [cache]);
  const signOut = useCallback(async () => {
    await act('access.sign-out', {}).catch(() => undefined);
    dropAllDrafts();
    cache.clear();
    location.assign(under(signInPath));
  }, [cache]);
  return { session, signedInAs, signOut };
}
