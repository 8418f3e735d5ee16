import { Activity, type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { isUnsent, type Outbox, type OutboxAct, SKEW_TOLD_MS, startSync } from '#kernel/outbox';
import {
  Coming,
  countyClock,
  countyInstant,
  type FieldPage,
  go,
  HomeContext,
  isPageOf,
  Pages,
  PhoneContext,
  type PhoneState,
  useLive,
  useWay,
} from '#kernel/phone';
import { type Me, Unreachable } from '#kernel/ui';
import { Bars } from './bars.tsx';
import { setReached, useReached } from './line.ts';
import { modules } from './modules.ts';
import { type Seen, type SignInGiven, useSession } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { Tabs } from './tabs.tsx';
import { askToBeWoken } from './worker-link.ts';

const pages = modules.flatMap((module) => module.pages);
const homes = modules.flatMap((module) => module.home ?? []);

/** Brings every page's code onto the phone: where there is no service worker, this is what opens a page without a signal. */
const fetchPages = async (all: readonly FieldPage[]): Promise<void> => {
  for (const one of all) await one.page().catch(() => undefined);
  for (const part of homes) await part().catch(() => undefined);
};

/** Fills every module's lists; quiet without a line. */
async function refreshRooms(me: Me): Promise<void> {
  for (const module of modules) {
    try {
      await module.refresh?.(me);
    } catch (error) {
      if (error instanceof Unreachable) return setReached(false);
    }
  }
}

/** The signed-in phone: phone, page, bars, four places. */
function SignedIn(props: {
  outbox: Outbox;
  acts: OutboxAct[];
  me: Me;
  seenAt: string;
  online: boolean;
  expired: boolean;
  check: () => Promise<Seen>;
  own: readonly FieldPage[];
  askSignIn: () => void;
}): ReactNode {
  const { outbox, acts, me, seenAt, online, expired, check, own, askSignIn } = props;
  const way = useWay();
  const { account } = me.actor;
  const skew = useLive(() => outbox.skew(), [outbox]);
  const skewMs = skew?.ms ?? 0;
  const clock = useMemo(() => countyClock(skewMs, me.demo ? { today: me.today, seenAt } : null), [skewMs, me, seenAt]);
  const refresh = useCallback(async () => {
    if ((await check()) === 'signedOut') askSignIn();
    else await refreshRooms(me);
  }, [check, me, askSignIn]);
  const all = useMemo(() => [...pages, ...own], [own]);
  const hasPage = useCallback((path: string) => isPageOf(all, path), [all]);
  const phone = useMemo<PhoneState>(
    () => ({ outbox, acts, me, online, now: () => countyInstant(clock, Date.now()), hasPage, refresh }),
    [outbox, acts, me, online, clock, hasPage, refresh],
  );

  useEffect(() => startSync(outbox, () => account), [outbox, account]);
  useEffect(
    () =>
      outbox.onRound((round) => {
        if (round.ended === 'unreachable') setReached(false);
        else if (round.received + round.problems > 0) setReached(true);
        // Asked once; a session renewed elsewhere in this browser is seen by what arrives.
        if (round.ended === 'signedOut' ? !expired : expired && round.received > 0) void check();
        if (round.received > 0) void refreshRooms(me);
      }),
    [outbox, me, check, expired],
  );
  useEffect(() => {
    if (!online || expired) return;
    void outbox.lookAtClock();
    void outbox.hurry();
    void refreshRooms(me);
  }, [online, expired, me, outbox]);

  const waiting = acts.filter((act) => isUnsent(act)).length;
  useEffect(() => {
    if (waiting > 0) askToBeWoken();
  }, [waiting]);
  useEffect(() => {
    // Only a request; the check page shows what became of it.
    void navigator.storage?.persist?.().catch(() => false);
  }, []);

  useEffect(() => {
    if (online) void fetchPages(all);
  }, [online, all]);
  return (
    <PhoneContext value={phone}>
      <div className="zf-app">
        <Bars
          online={online}
          expired={expired}
          skewMs={skew && Math.abs(skew.ms) > SKEW_TOLD_MS ? skew.ms : 0}
          signIn={askSignIn}
        />
        <HomeContext value={homes}>
          <Pages pages={all} />
        </HomeContext>
        <Tabs way={way} waiting={waiting} />
      </div>
    </PhoneContext>
  );
}

/** An act sent off that long ago is what the person has just done. */
const JUST_NOW_MS = 60_000;

/** Leads to the sign-in once for each act that was just sent off and cannot go, because the session is over; what waits longer has its strip. */
function useSignInByAct(acts: readonly OutboxAct[] | undefined, account: string | null, ask: () => void): void {
  const asked = useRef(new Set<string>());
  useEffect(() => {
    if (account === null) return;
    const since = new Date(Date.now() - JUST_NOW_MS).toISOString();
    const fresh = (acts ?? []).filter(
      (one) =>
        one.account === account && one.state === 'waiting' && one.madeAt > since && !asked.current.has(one.actId),
    );
    for (const one of fresh) asked.current.add(one.actId);
    if (fresh.length > 0) ask();
  }, [acts, account, ask]);
}

/** The app in the field (现场). */
export function Field(props: { outbox: Outbox }): ReactNode {
  const { outbox } = props;
  const online = useReached();
  const { session, check, signIn, signOut } = useSession(outbox, online);
  const acts = useLive(() => outbox.store.all(), [outbox]);
  const [asking, setAsking] = useState(false);
  /** How far the page was read when the sign-in came before it. */
  const left = useRef<number | null>(null);
  const askSignIn = useCallback(() => {
    left.current = scrollY;
    setAsking(true);
  }, []);
  useLayoutEffect(() => {
    if (asking || left.current === null) return;
    scrollTo(0, left.current);
    left.current = null;
  }, [asking]);
  const out = useRef(signOut);
  out.current = signOut;
  const own = useMemo<FieldPage[]>(
    () => [
      {
        path: '/outbox',
        title: '待传',
        page: async () => {
          const { OutboxPage } = await import('./outbox-page.tsx');
          return { default: () => <OutboxPage modules={modules} /> };
        },
      },
      {
        path: '/me',
        title: '我',
        page: async () => {
          const { MinePage } = await import('./mine.tsx');
          return { default: () => <MinePage signOut={() => out.current().then(() => go('/', { replace: true }))} /> };
        },
      },
      {
        path: '/me/check',
        title: '设备体检',
        page: () => import('./check.tsx').then((m) => ({ default: m.CheckPage })),
      },
    ],
    [],
  );
  useEffect(() => void outbox.purge().catch(() => undefined), [outbox]);

  const { me, seenAt, expired, demo, counties } = session;
  useSignInByAct(acts, expired && me ? me.actor.account : null, askSignIn);
  if (me === undefined || acts === undefined) return <Coming rows={6} />;
  const enter = async (given: SignInGiven) => {
    const fresh = await signIn(given);
    // Where another person was is no place of this one.
    if (me && me.actor.account !== fresh.actor.account) {
      left.current = null;
      go('/', { replace: true });
    }
    setAsking(false);
  };
  const atDoor = me === null || asking;
  return (
    <>
      {me ? (
        // Unseen while one signs in: the page, what is written on it and how far it was read come back with the person.
        <Activity mode={atDoor ? 'hidden' : 'visible'}>
          <SignedIn
            key={me.actor.account}
            outbox={outbox}
            acts={acts}
            me={me}
            seenAt={seenAt}
            online={online}
            expired={expired}
            check={check}
            own={own}
            askSignIn={askSignIn}
          />
        </Activity>
      ) : null}
      {atDoor ? (
        <SignIn
          demo={demo}
          counties={counties}
          online={online}
          held={acts.filter(isUnsent).length}
          signIn={enter}
          {...(me ? { ended: expired, back: () => setAsking(false) } : {})}
        />
      ) : null}
    </>
  );
}
