import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { act, Failed, InstantText, keepCounty, Loading, Refused, sentence } from '#kernel/ui';
import type { Invited } from './answers.ts';
import { Brand, Doorway } from './Doorway.tsx';
import { NewPassword, typedFault } from './NewPassword.tsx';
import type { Credentials } from './SignIn.tsx';

interface InvitationProps {
  token: string;
  /** The link is used and its person signed in, or known to be right but still without the code (`start`), or nobody came. */
  onDone: (start: Credentials | null) => Promise<void>;
}

/** The page of a one-time link (一次性链接): the person sets the first password himself and goes straight on. */
export default function Invitation(props: InvitationProps): ReactNode {
  const invited = useQuery({
    queryKey: ['invitation', props.token],
    queryFn: async () => (await act<Invited>('access.invitation', { token: props.token })).answer,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const dead = invited.error instanceof Refused;
  return (
    <Doorway>
      {invited.data ? (
        <FirstPassword {...props} invited={invited.data} />
      ) : dead ? (
        <Dead error={invited.error} onDone={props.onDone} />
      ) : invited.error ? (
        <Failed error={invited.error} retry={() => void invited.refetch()} />
      ) : (
        <Loading rows={6} />
      )}
    </Doorway>
  );
}

/** A link that opens nothing any more: why, and what now. */
function Dead(props: { error: unknown; onDone: InvitationProps['onDone'] }): ReactNode {
  return (
    <div className="access-form">
      <Brand />
      <h2>这个链接不能再用</h2>
      <p className="access-why" role="alert">
        {sentence(props.error)}。
      </p>
      <p className="zs-meta access-hint">
        一次性链接 24 小时内有效，只能用一次，重新发出后旧链接作废。已经设过密码的，可直接登录。
      </p>
      <Button type="primary" size="large" block onClick={() => void props.onDone(null)}>
        去登录
      </Button>
    </div>
  );
}

function FirstPassword(props: InvitationProps & { invited: Invited }): ReactNode {
  const { invited, token, onDone } = props;
  const [typed, setTyped] = useState({ next: '', again: '' });
  const [wrong, setWrong] = useState<string | null>(null);
  const [dead, setDead] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const enter = async () => {
    if (invited.county) keepCounty(invited.county);
    const start = {
      ...(invited.county ? { county: invited.county } : {}),
      account: invited.account,
      password: typed.next,
    };
    try {
      await act('access.sign-in', start);
      await onDone(null);
    } catch (error) {
      // A second factor that was there before stays (a new link after a forgotten password): its code is asked next.
      await onDone(error instanceof Refused && error.code === 'NEEDS_CODE' ? start : null);
    }
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const fault = typedFault(typed, invited);
    setWrong(fault);
    if (fault || busy) return;
    setBusy(true);
    try {
      await act('access.accept-invitation', { token, password: typed.next });
    } catch (error) {
      if (error instanceof Refused && error.code === 'NOT_FOUND') setDead(error);
      else setWrong(sentence(error));
      setBusy(false);
      return;
    }
    await enter();
  };
  if (dead) return <Dead error={dead} onDone={onDone} />;
  return (
    <form className="access-form" onSubmit={(event) => void submit(event)} noValidate>
      <Brand />
      <h2>{invited.name}，您好</h2>
      <p className="access-why">
        请为账号 <b>{invited.account}</b> 设置密码。
      </p>
      <NewPassword login={invited.account} value={typed} change={setTyped} autoFocus />
      <div className="access-wrong" role="alert">
        {wrong}
      </div>
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        设置密码并进入
      </Button>
      <p className="zs-meta access-foot">
        链接只能用一次，
        <InstantText of={invited.endsAt} /> 前有效。
      </p>
    </form>
  );
}
