import { useCallback, useEffect, useRef, useState } from 'react';
import type { Outbox } from '#kernel/outbox';
import { forgetKept, keep, keptOf } from '#kernel/phone';
import { act, ask, type Me, Refused, whenSignedOut } from '#kernel/ui';
import type { SignedIn } from '../../contexts/access/desk/index.ts';
import { setReached } from './line.ts';

/** What is typed to sign in; the county where there are several. */
export interface SignInGiven {
  account: string;
  password: string;
  code?: string;
  county?: string;
}

/** Who uses this phone, as last known. */
interface Session {
  /** undefined: still reading; null: nobody. */
  me: Me | null | undefined;
  /** Device instant at which the server last said so. */
  seenAt: string;
  /** The server no longer knows the session; what is on the phone stays readable and writable. */
  expired: boolean;
  /** What the server tells a stranger of a demonstration. */
  demo?: unknown;
  /** … and whose accounts there are, when the server serves several counties. */
  counties?: unknown;
}

const PHONE = 'phone';
const LOOK_AGAIN_MS = 15_000;
/** What of a refusal is for a stranger. */
const told = ({ demo, counties }: Refused['body']): Pick<Session, 'demo' | 'counties'> => ({ demo, counties });
/** What a look at the session saw: the person, nobody any more, or no answer. */
export type Seen = 'here' | 'signedOut' | 'unknown';
const nobody: Session = { me: null, seenAt: '', expired: false };

/** Signing out without a line ends the session here; the server is told as soon as there is one. */
async function tellSignOut(): Promise<void> {
  const owed = await keptOf<boolean>(PHONE, 'sign-out');
  if (!owed?.value) return;
  await act('access.sign-out', {});
  await keep(PHONE, 'sign-out', false);
}

/** The session of the phone: opens from what is kept, then asks the server, and again while there is no line. */
export function useSession(outbox: Outbox, online: boolean) {
  const [session, setSession] = useState<Session>({ ...nobody, me: undefined });
  const current = useRef(session);
  current.current = session;

  const begin = useCallback(async (me: Me) => {
    const seenAt = new Date().toISOString();
    // Another person on this phone, or signed in at the desk of the same browser: no list of the former one's stays.
    const before = current.current.me;
    if (before && before.actor.account !== me.actor.account) await forgetKept();
    await keep(PHONE, 'me', me);
    // The same words keep the same object: nothing on the screen starts anew because the server was asked again.
    setSession({ me: before && JSON.stringify(before) === JSON.stringify(me) ? before : me, seenAt, expired: false });
  }, []);

  /** The look that is under way: whoever asks meanwhile waits for its answer. */
  const looking = useRef<Promise<Seen> | null>(null);
  const look = useCallback(async (): Promise<Seen> => {
    try {
      await tellSignOut();
      const me = await ask<Me>('access.me');
      setReached(true);
      await begin(me);
      return 'here';
    } catch (error) {
      setReached(error instanceof Refused);
      if (!(error instanceof Refused && error.status === 401)) return 'unknown';
      setSession((now) => ({ ...(now.me ? { ...now, expired: true } : nobody), ...told(error.body) }));
      return 'signedOut';
    }
  }, [begin]);
  /** Asks who is signed in. Never throws. */
  const check = useCallback(() => {
    looking.current ??= look().finally(() => {
      looking.current = null;
    });
    return looking.current;
  }, [look]);

  useEffect(() => {
    // Any question may be the one that tells. The look is such a question itself: none follows from it, nor once it is known.
    whenSignedOut(() => {
      if (!looking.current && current.current.me && !current.current.expired) void check();
    });
    return () => whenSignedOut(() => {});
  }, [check]);

  useEffect(() => {
    void keptOf<Me>(PHONE, 'me').then((row) => {
      if (row) setSession({ me: row.value, seenAt: row.at, expired: false });
      return check().then(() => setSession((now) => (now.me === undefined ? nobody : now)));
    });
  }, [check]);

  useEffect(() => {
    const again = () => void check();
    addEventListener('online', again);
    const timer = online ? undefined : setInterval(again, LOOK_AGAIN_MS);
    return () => {
      removeEventListener('online', again);
      clearInterval(timer);
    };
  }, [check, online]);

  const signIn = useCallback(
    async (given: SignInGiven) => {
      // A sign-out still owed to the server must not end the session that begins here.
      await keep(PHONE, 'sign-out', false);
      const { answer } = await act<SignedIn>('access.sign-in', { ...given, app: 'field' });
      setReached(true);
      await begin(answer.me);
      void outbox.hurry();
      return answer.me;
    },
    [begin, outbox],
  );

  /** Signs out here and now; the lists kept on the phone go, unsent acts stay for the person who made them. */
  const signOut = useCallback(async () => {
    await forgetKept();
    await keep(PHONE, 'sign-out', true);
    setSession({ ...nobody });
    await check();
  }, [check]);

  return { session, check, signIn, signOut };
}
