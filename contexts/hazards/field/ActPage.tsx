import { Button } from 'antd-mobile';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Field, todayIn } from '#kernel';
import type { OutboxAct } from '#kernel/outbox';
import {
  Block,
  back,
  Coming,
  FullNotice,
  isAt,
  joined,
  LongText,
  locate,
  Nothing,
  PhonePage,
  PhotoTaker,
  Phrases,
  Speaking,
  type Spot,
  say,
  stampAll,
  useActDraft,
  usePhone,
  useWayPart,
} from '#kernel/phone';
import { type ActForm, actGiven, actOf, isBlank, newAct, readActForm } from './act-form.ts';
import { type FoundHazard, useHazard } from './find-hazard.ts';
import { inPhoneOrder, type Verb, verbOf, verbTitle, whyNot } from './todo.ts';

function WordsField(props: { field: Field; value: string; onChange: (text: string) => void }): ReactNode {
  const { field, value, onChange } = props;
  const long = field.kind === 'lines';
  return (
    <Block title={field.title}>
      <LongText
        label={field.title}
        value={value}
        onChange={onChange}
        most={field.max ?? 500}
        rows={long ? 3 : 1}
        hint={long ? '写清楚做了什么、现场什么样' : '姓名'}
      />
      {long ? (
        <Phrases of={field.phrases ?? []} onPick={(phrase) => onChange(joined(value, phrase))}>
          <Speaking onWords={(words) => onChange(joined(value, words))} />
        </Phrases>
      ) : null}
    </Block>
  );
}

function Form(props: { act: OutboxAct; kept: ActForm; verb: Verb; found: FoundHazard | null }): ReactNode {
  const { act, kept, verb, found } = props;
  const phone = usePhone();
  const [form, setForm] = useState(kept);
  const [busy, setBusy] = useState(false);
  const spot = useRef<Promise<Spot | null> | null>(null);
  // The list may have gone meanwhile; the form carries the hazard as it was seen.
  const now = found?.now ?? form.hazard;
  const draft = useActDraft(act, () => newAct(phone, now, verb));
  const today = todayIn(phone.now());
  const given = { ...actGiven(form, verb, now), ...('photos' in verb.fields ? { photos: form.photos } : {}) };
  const no = whyNot(now, verb, given, today);
  const title = verbTitle(now, verb);

  const latest = useRef(form);
  const change = (patch: Partial<ActForm>) => {
    const fresh = { ...latest.current, ...patch };
    latest.current = fresh;
    setForm(fresh);
    void draft.save({
      form: fresh,
      photos: fresh.photos.map((photo) => photo.sha256),
      about: `${now.number} ${now.place}`,
    });
  };
  const write = (key: string, text: string) => change({ values: { ...latest.current.values, [key]: text } });
  // Looked in and left without a word: that is no draft. Out of sight behind the sign-in is not left.
  const leave = useRef(async () => {});
  leave.current = async () => {
    if (act.replaces === null && isBlank(latest.current) && !isAt(`/acts/${act.actId}`)) await draft.drop();
  };
  useEffect(() => () => void leave.current(), []);
  const send = async () => {
    if (no) return void say(no);
    setBusy(true);
    try {
      const lines = [`${now.number}  ${title}`, [now.enterpriseName, now.place].filter(Boolean).join(' · ')];
      const stamped = await stampAll(phone.outbox, form.photos, lines);
      const photos = 'photos' in verb.fields ? { photos: stamped.given } : {};
      const sent = await draft.send({
        form,
        photos: stamped.files,
        about: `${now.number} ${now.place}`,
        given: { ...actGiven(form, verb, now), ...photos },
      });
      if (!sent) return draft.setFull(true);
      say(phone.online ? '已保存，正在发送' : '已保存在本机，联网后自动发送');
      back(`/hazards/${now.id}`);
    } catch (error) {
      say(draft.failed(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <PhonePage
      title={title}
      backTo={`/hazards/${now.id}`}
      foot={
        <>
          {no ? <p className="zf-meta">{no}</p> : null}
          <Button block size="large" color="primary" disabled={no !== null} loading={busy} onClick={() => void send()}>
            {title}
          </Button>
        </>
      }
    >
      {draft.full ? <FullNotice exported={draft.exported} name={`${now.number}-${title}.json`} /> : null}
      <Block>
        <p className="hf-what">{now.description}</p>
        <p className="zf-meta">{[now.number, now.enterpriseName, now.place].filter(Boolean).join(' · ')}</p>
      </Block>
      {inPhoneOrder(verb.fields).map(([key, field]) =>
        field.kind === 'photos' ? (
          <Block key={key} title={field.title} note="会印上编号、时间和地点">
            <PhotoTaker
              value={form.photos}
              onChange={(photos) => change({ photos })}
              onFull={() => draft.setFull(true)}
              spot={() => {
                spot.current ??= locate();
                return spot.current;
              }}
            />
          </Block>
        ) : field.kind === 'day' ? (
          <Block key={key} title={field.title}>
            <input
              className="zf-date"
              type="date"
              aria-label={field.title}
              min={field.notPast ? today : undefined}
              value={form.values[key] ?? ''}
              onChange={(event) => write(key, event.target.value)}
            />
          </Block>
        ) : (
          <WordsField key={key} field={field} value={form.values[key] ?? ''} onChange={(text) => write(key, text)} />
        ),
      )}
    </PhonePage>
  );
}

/** The form of one verb on one hazard; every keystroke is on the device at once. */
export function ActPage(): ReactNode {
  const actId = useWayPart('actId');
  const { acts } = usePhone();
  const act = actOf(acts, actId);
  const kept = readActForm(act?.form);
  const found = useHazard(kept?.hazard.id ?? '');
  const verb = kept ? verbOf(kept.command) : undefined;
  if (!act || !kept || !verb || act.state !== 'draft') {
    return (
      <PhonePage title="办理" backTo="/">
        <Nothing title={act ? '这一条已经提交' : '本机没有这份草稿'} hint="可在“待传”里查看。" />
      </PhonePage>
    );
  }
  if (found === undefined)
    return (
      <PhonePage title={act.title} backTo="/">
        <Coming />
      </PhonePage>
    );
  return <Form key={actId} act={act} kept={kept} verb={verb} found={found} />;
}
