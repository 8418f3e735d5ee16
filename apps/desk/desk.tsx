import { Activity, lazy, type ReactNode, Suspense, useState } from 'react';
import { Failed, Frame, Loading, MeContext, pathHere, under } from '#kernel/ui';
import {
  accountPath,
  type Credentials,
  invitationPage,
  obligedPage,
  signInPage,
} from '../../contexts/access/desk/index.ts';
import { menuGroups } from './menu.ts';
import { modules } from './modules.ts';
import { inviteOf, signInPath } from './return-path.ts';
import { useSession } from './session.ts';

const SignIn = lazy(signInPage);
const Invitation = lazy(invitationPage);
const Obliged = lazy(obligedPage);

/** The desk: a one-time link first, sign-in for a stranger, what must be done first, then the frame with every module. */
export function Desk(): ReactNode {
  const [invite, setInvite] = useState(() =>
    inviteOf({ pathname: pathHere(), search: location.search, hash: location.hash }),
  );
  const [start, setStart] = useState<Credentials | null>(null);
  const { session, signedInAs, signOut } = useSession(invite !== null);
  if (invite) {
    const leave = async (known: Credentials | null) => {
      // The used token leaves the address and the history of the browser.
      history.replaceState(null, '', under(signInPath));
      setStart(known);
      await signedInAs();
      setInvite(null);
    };
    return (
      <Suspense fallback={<Loading rows={8} />}>
        <Invitation token={invite} onDone={leave} />
      </Suspense>
    );
  }
  if (session.isError) return <Failed error={session.error} retry={() => void session.refetch()} />;
  if (!session.data) return <Loading rows={8} />;
  const { me, was, demo, counties } = session.data;
  if (me?.must) {
    return (
      <MeContext value={me}>
        <Suspense fallback={<Loading rows={8} />}>
          <Obliged key={me.must} onDone={signedInAs} signOut={signOut} />
        </Suspense>
      </MeContext>
    );
  }
  const at = me ?? was;
  return (
    <>
      {at ? (
        // A session that ended by itself hides the desk and stops its questions; its tabs, drawers and drafts come back with the person.
        <Activity mode={me ? 'visible' : 'hidden'}>
          <MeContext value={at}>
            <Frame
              key={at.actor.account}
              product={
                <>
                  <b>泽安</b>
                  <span className="zs-meta">{at.county.name}</span>
                </>
              }
              modules={modules}
              groups={menuGroups}
              personMenu={[
                { title: '我的账号', path: accountPath },
                { title: '退出登录', run: () => void signOut() },
              ]}
            />
          </MeContext>
        </Activity>
      ) : null}
      {me ? null : (
        <Suspense fallback={<Loading rows={8} />}>
          <SignIn demo={demo} counties={counties} start={start} ended={Boolean(was)} onDone={signedInAs} />
        </Suspense>
      )}
    </>
  );
}
