import { Button } from 'antd-mobile';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { todayIn } from '#kernel';
import type { OutboxAct } from '#kernel/outbox';
import {
  Block,
  back,
  Coming,
  FullNotice,
  isAt,
  Nothing,
  PhonePage,
  say,
  useActDraft,
  usePhone,
  useWayPart,
} from '#kernel/phone';
import { Asked } from './Asked.tsx';
import { aboutOf, actOf, type HandInForm, handInGiven, isBlank, newHandIn, readHandIn } from './hand-in-form.ts';
import { materialGiven } from './materials.ts';
import { handInFields, handInTitle, whyNot } from './todo.ts';
import { type FoundDuty, useDuty } from './use-duties.ts';

function Form(props: { act: OutboxAct; kept: HandInForm; found: FoundDuty | null }): ReactNode {
  const { act, kept, found } = props;
  const phone = usePhone();
  const [form, setForm] = useState(kept);
  const [busy, setBusy] = useState(false);
  // The list may have gone meanwhile; the form carries it as it was seen.
  const now = found?.now ?? form.duty;
  const today = todayIn(phone.now());
  const draft = useActDraft(act, () => newHandIn(phone, now, today));
  const no = whyNot(now, { ...handInGiven(form, now), photos: form.photos }, today);
  const title = handInTitle(now);

  const latest = useRef(form);
  const change = (patch: Partial<HandInForm>) => {
    const fresh = { ...latest.current, ...patch };
    latest.current = fresh;
    setForm(fresh);
    void draft.save({ form: fresh, photos: fresh.photos.map((one) => one.sha256), about: aboutOf(now) });
  };
  // Looked in and left without a word: that is no draft. Out of sight behind the sign-in is not left.
  const leave = useRef(async () => {});
  leave.current = async () => {
    if (act.replaces === null && isBlank(latest.current) && !isAt(`/hand-in/${act.actId}`)) await draft.drop();
  };
  useEffect(() => () => void leave.current(), []);
  const send = async () => {
    if (no) return void say(no);
    setBusy(true);
    try {
      const material = await materialGiven(phone.outbox, form.photos, [aboutOf(now), now.ownerName]);
      const sent = await draft.send({
        form,
        photos: material.files,
        about: aboutOf(now),
        given: { ...handInGiven(form, now), photos: material.given },
      });
      if (!sent) return draft.setFull(true);
      say(phone.online ? '已保存，正在发送' : `已保存在本机，按 ${today} 办理，联网后自动发送`);
      back(`/duties/${now.id}`);
    } catch (error) {
      say(draft.failed(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <PhonePage
      title={title}
      backTo={`/duties/${now.id}`}
      foot={
        <>
          {no ? <p className="zf-meta">{no}</p> : null}
          <Button block size="large" color="primary" disabled={no !== null} loading={busy} onClick={() => void send()}>
            {title}
          </Button>
        </>
      }
    >
      {draft.full ? <FullNotice exported={draft.exported} name={`${title}-${aboutOf(now)}.json`} /> : null}
      <Block>
        <p className="df-what">{aboutOf(now)}</p>
        <p className="zf-meta">{now.what}</p>
      </Block>
      {handInFields().map(([key, field]) => (
        <Asked
          key={key}
          name={key}
          field={field}
          form={form}
          others={found?.record?.others ?? []}
          change={change}
          onFull={() => draft.setFull(true)}
        />
      ))}
    </PhonePage>
  );
}

/** The form of 上报; every keystroke is on the device at once. */
export function HandInPage(): ReactNode {
  const actId = useWayPart('actId');
  const { acts } = usePhone();
  const act = actOf(acts, actId);
  const kept = readHandIn(act?.form);
  const found = useDuty(kept?.duty.id ?? '');
  if (!act || !kept || act.state !== 'draft') {
    return (
      <PhonePage title="上报" backTo="/duties">
        <Nothing title={act ? '这一条已经提交' : '本机没有这份草稿'} hint="可在“待传”里查看。" />
      </PhonePage>
    );
  }
  if (found === undefined)
    return (
      <PhonePage title={act.title} backTo="/duties">
        <Coming />
      </PhonePage>
    );
  return <Form key={actId} act={act} kept={kept} found={found} />;
}
