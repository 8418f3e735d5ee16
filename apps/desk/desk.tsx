import { lazy, type ReactNode, Suspense } from 'react';
import { Failed, Frame, Loading, MeContext } from '#kernel/ui';
import { accountPath, signInPage } from '../../contexts/access/desk/index.ts';
import { rooms } from './rooms.ts';
import { useSession } from './session.ts';

const SignIn = lazy(signInPage);

/** The desk: sign-in for a stranger, the frame with every room for a person. */
export function Desk(): ReactNode {
  const { session, signedInAs, signOut } = useSession();
  if (session.isError) return <Failed error={session.error} retry={() => void session.refetch()} />;
  if (!session.data) return <Loading rows={8} />;
  const { me, demo } = session.data;
  if (!me) {
    return (
      <Suspense fallback={<Loading rows={8} />}>
        <SignIn demo={demo} onDone={signedInAs} />
      </Suspense>
    );
  }
  return (
    <MeContext value={me}>
      <Frame
        key={me.actor.account}
        product={
          <>
            <b>泽安</b>
            <span className="zs-meta">{me.county.name}</span>
          </>
        }
        rooms={rooms}
        keyPeriod={me.keyPeriod ? <span className="zs-key-period">{me.keyPeriod.title}</span> : null}
        personMenu={[
          { title: '我的账号', path: accountPath },
          { title: '退出登录', run: () => void signOut() },
        ]}
      />
    </MeContext>
  );
}
