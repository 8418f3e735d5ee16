import { Button } from 'antd-mobile';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { mintId } from '#kernel';
import type { NewAct, OutboxAct } from '#kernel/outbox';
import {
  askPerson,
  FullNotice,
  go,
  locate,
  Nothing,
  PhonePage,
  type Spot,
  say,
  stampAll,
  useActDraft,
  useKept,
  usePhone,
  useWayPart,
} from '#kernel/phone';
import { enterprisePeople } from '../domain/roles.ts';
import type { KeptEnterprise } from './enterprises.ts';
import { kept } from './kept-names.ts';
import { Ask, asks, type Change } from './ReportAsk.tsx';
import { Reported } from './Reported.tsx';
import {
  lacking,
  numberOf,
  type Question,
  questionsOf,
  type ReportForm,
  readForm,
  reportGiven,
} from './report-form.ts';

function Form(props: { found: OutboxAct | null; start: ReportForm; onAnother: () => void }): ReactNode {
  const { found, start, onAnother } = props;
  const phone = usePhone();
  const { actor } = phone.me;
  const [form, setForm] = useState(start);
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<string | null>(null);
  const spot = useRef<Promise<Spot | null> | null>(null);
  const fresh = (): NewAct => ({
    command: 'hazards.report',
    title: '上报隐患',
    about: numberOf(start),
    given: {},
    form: start,
    photos: [],
    account: actor.account,
    accountName: actor.name,
    subjectId: start.id,
  });
  const draft = useActDraft(found, fresh);
  const questions = questionsOf((enterprisePeople as readonly string[]).includes(actor.role));
  const step = Math.min(form.step, questions.length - 1);
  const question = questions[step] as Question;
  const no = lacking(form, question);
  const written = (of: ReportForm) => ({
    form: of,
    photos: of.photos.map((photo) => photo.sha256),
    about: [numberOf(of), of.place].filter(Boolean).join(' '),
  });

  const latest = useRef(form);
  const change: Change = (patch) => {
    latest.current = { ...latest.current, ...patch };
    setForm(latest.current);
    void draft.save(written(latest.current));
  };
  const locateOnce = () => {
    spot.current ??= locate();
    return spot.current;
  };
  // Asked for as the page opens, so that the place is there when the picture is.
  const known = useRef(start.spot !== null);
  useEffect(() => {
    if (!known.current) spot.current ??= locate();
  }, []);
  const to = (n: number) => {
    change({ step: n });
    scrollTo(0, 0);
  };
  const send = async () => {
    const all = questions.map((one) => lacking(form, one)).find(Boolean);
    if (all) return void say(all);
    setBusy(true);
    try {
      const whole = { ...form, spot: form.spot ?? (await Promise.race([locateOnce(), null])) };
      const stamped = await stampAll(phone.outbox, form.photos, [
        `${numberOf(form)}  ${form.enterprise?.name ?? ''}`,
        `${form.place} · ${form.text.slice(0, 24)}`,
      ]);
      const act = await draft.send({
        ...written(whole),
        photos: stamped.files,
        given: { ...reportGiven(whole), photos: stamped.given },
      });
      if (act) setSent(act.actId);
      else draft.setFull(true);
    } catch (error) {
      say(draft.failed(error));
    } finally {
      setBusy(false);
    }
  };
  const drop = async () => {
    if (
      !(await askPerson({
        text: '放弃这份草稿？照片和文字会从本机删去。',
        yes: '放弃',
        no: '继续填写',
      }))
    )
      return;
    await draft.drop();
    onAnother();
  };
  if (sent) return <Reported actId={sent} onAnother={onAnother} />;
  return (
    <PhonePage
      title="上报隐患"
      right={
        step > 0 || form.photos.length > 0 ? (
          <button type="button" className="zf-bar-word" onClick={() => void drop()}>
            放弃
          </button>
        ) : null
      }
      foot={
        <div className="zf-pair">
          {step > 0 ? (
            <Button size="large" onClick={() => to(step - 1)}>
              上一步
            </Button>
          ) : null}
          {question === 'check' ? (
            <Button block size="large" color="primary" loading={busy} onClick={() => void send()}>
              提交
            </Button>
          ) : (
            <Button block size="large" color="primary" disabled={no !== null} onClick={() => to(step + 1)}>
              下一步
            </Button>
          )}
        </div>
      }
    >
      {draft.full ? <FullNotice exported={draft.exported} name={`${numberOf(form)}-上报.json`} /> : null}
      <div className="hf-ask">
        <ol className="hf-steps" aria-label={`第 ${step + 1} 步，共 ${questions.length} 步`}>
          {questions.map((one, i) => (
            <li key={one} className={i <= step ? 'hf-step-on' : ''} />
          ))}
        </ol>
        <h2>{asks[question]}</h2>
        <p className="zf-meta">{no ?? (question === 'photos' ? '照片会印上编号、时间和地点' : '已自动保存在本机')}</p>
        <Ask
          question={question}
          form={form}
          change={change}
          spot={locateOnce}
          onFull={() => draft.setFull(true)}
          onOn={() => to(step + 1)}
        />
      </div>
    </PhonePage>
  );
}

/** 上报: one question a screen; the draft of last time is taken up again. */
export function ReportPage(): ReactNode {
  const actId = useWayPart('actId');
  const { acts, me, now } = usePhone();
  const { actor } = me;
  const own = useKept<KeptEnterprise[]>(actor.account, kept.enterprises);
  const [round, setRound] = useState(0);
  const [found] = useState(() => {
    const drafts = acts.filter(
      (act) => act.command === 'hazards.report' && act.state === 'draft' && act.account === actor.account,
    );
    return actId
      ? (drafts.find((act) => act.actId === actId) ?? null)
      : (drafts.filter((act) => act.replaces === null).at(-1) ?? null);
  });
  if (actor.scope === 'enterprise' && own === undefined) return null;
  const mine = actor.enterprise
    ? { id: actor.enterprise, name: own?.value.find((one) => one.id === actor.enterprise)?.name ?? '' }
    : null;
  const blank = (): ReportForm => ({
    id: mintId(),
    foundAt: now(),
    step: 0,
    photos: [],
    text: '',
    place: '',
    enterprise: mine,
    category: 'other',
    spot: null,
    origin: actor.scope === 'enterprise' ? null : 'inspection',
  });
  if (!me.may.includes('hazards.report'))
    return (
      <PhonePage title="上报隐患">
        <Nothing title="您的岗位不上报隐患" />
      </PhonePage>
    );
  const another = () => {
    setRound(round + 1);
    go('/report', { replace: true });
  };
  const take = round === 0 ? found : null;
  return <Form key={round} found={take} start={readForm(take?.form) ?? blank()} onAnother={another} />;
}
