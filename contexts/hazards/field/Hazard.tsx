import { Button } from 'antd-mobile';
import { type ReactNode, useState } from 'react';
import { whyWaiting } from '#kernel/outbox';
import {
  Block,
  Coming,
  go,
  Lines,
  Nothing,
  PhonePage,
  ServerThumb,
  usePhone,
  usePhotoUrl,
  useWayPart,
} from '#kernel/phone';
import { instantText } from '#kernel/ui';
import {
  extensionVerdictWords,
  lookBackWords,
  photoTitle,
  rectificationWords,
  transferOutcomeWords,
} from '../domain/words.ts';
import { beginAct } from './act-form.ts';
import { type FoundHazard, type PhoneRecord, useHazard } from './find-hazard.ts';
import { HazardClock, HazardState, LevelMark } from './marks.tsx';
import { readForm } from './report-form.ts';
import { openVerbs, type Verb, verbTitle } from './todo.ts';

function ServerPhotos(props: { of: PhoneRecord['photos']; in: PhoneRecord }): ReactNode {
  const title = (photo: PhoneRecord['photos'][number]) => photoTitle(photo, props.in.rounds?.rectifications ?? []);
  return (
    <ul className="zf-thumbs">
      {props.of.map((photo) => (
        <li key={photo.id} className="zf-thumb">
          {photo.damage ? (
            <b className="zf-thumb-wrong">照片的原件已损坏</b>
          ) : (
            <ServerThumb sha256={photo.sha256} title={title(photo)} />
          )}
          <span className="zf-thumb-note">{title(photo)}</span>
        </li>
      ))}
    </ul>
  );
}

function OwnPhoto(props: { sha: string }): ReactNode {
  const url = usePhotoUrl(props.sha);
  return <li className="zf-thumb">{url ? <img src={url} alt="本机照片" /> : null}</li>;
}

function Waiting(props: { of: FoundHazard }): ReactNode {
  const { acts, me, online } = usePhone();
  const here = { account: me.actor.account, online, now: new Date().toISOString() };
  const waiting = acts.filter(
    (act) => act.subjectId === props.of.seen.id && (act.state === 'waiting' || act.state === 'sending'),
  );
  if (waiting.length === 0) return null;
  return (
    <Block title="本机已办，待传">
      <ul className="hf-waiting">
        {waiting.map((act) => (
          <li key={act.actId}>
            <b>{act.title}</b>
            <span className="zf-meta">{whyWaiting(act, acts, here)}</span>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Facts(props: { of: FoundHazard }): ReactNode {
  const { now, record } = props.of;
  const more = record?.hazard;
  return (
    <Block>
      <p className="hf-what">{now.description}</p>
      <div className="hf-row-marks">
        <LevelMark level={now.level} />
        <HazardState of={now} />
        <HazardClock of={now} />
      </div>
      <Lines
        of={[
          ['企业', now.enterpriseName],
          ['部位', now.place],
          ['发现', `${instantText(now.foundAt, false)}${more ? ` ${more.foundByName}` : ''}`],
          ...(more?.measure ? [['整改措施', more.measure] as const] : []),
          ...(more?.person ? [['责任人', more.person] as const] : []),
        ]}
      />
    </Block>
  );
}

/** 整改与复查, each time with its people and photos. */
function Rectifications(props: { of: PhoneRecord }): ReactNode {
  const { photos } = props.of;
  const times = props.of.rounds?.rectifications ?? [];
  return times.map((one, i) => {
    const lines: [string, string | null][] = [
      ['整改措施', one.measure],
      ['责任人', one.person],
      [
        '整改',
        [one.rectifiedAt ? instantText(one.rectifiedAt, false) : '', one.rectifiedByName].filter(Boolean).join(' '),
      ],
      ['整改说明', one.note],
      [
        '复查',
        [one.verifiedAt ? instantText(one.verifiedAt, false) : '', one.verifiedByName].filter(Boolean).join(' '),
      ],
      ['复查情况', one.verifiedNote],
      ['结果', one.outcome ? rectificationWords[one.outcome] : '待复查'],
      ['退回理由', one.returnReason],
    ];
    const shown = photos.filter((photo) => photo.round === one.id);
    return (
      <Block key={one.id} title={times.length > 1 ? `第 ${String(i + 1)} 次整改` : '整改与复查'}>
        <Lines of={lines.flatMap(([title, value]): [string, string][] => (value ? [[title, value]] : []))} />
        {shown.length > 0 ? <ServerPhotos of={shown} in={props.of} /> : null}
      </Block>
    );
  });
}

/** 会诊、延期、催办、移送、回头看, each time a line. */
function RoundsOf(props: { of: PhoneRecord }): ReactNode {
  const { consultations = [], extensions = [], transfers = [], lookBacks = [], urgings = [] } = props.of.rounds ?? {};
  const lines: [string, string][] = [
    ...extensions.map((x): [string, string] => [
      '延期',
      `至 ${x.until}，${x.verdict ? extensionVerdictWords[x.verdict] : '待审批'}${x.reason ? `：${x.reason}` : ''}`,
    ]),
    ...urgings.map((x): [string, string] => [
      '催办',
      `${instantText(x.urgedAt, false).slice(0, 10)} ${x.urgedByName}${x.note ? `：${x.note}` : ''}`,
    ]),
    ...consultations.map((x): [string, string] => [
      '会诊',
      `${x.expertName ?? ''} ${x.question}${x.answer ? ` 意见：${x.answer}` : ''}`,
    ]),
    ...transfers.map((x): [string, string] => [
      '移送',
      `${x.department}${x.outcome ? `，${transferOutcomeWords[x.outcome]}` : '，待回复'}${x.reply ? `：${x.reply}` : ''}`,
    ]),
    ...lookBacks.map((x): [string, string] => [
      '回头看',
      `${x.lookedOn} ${lookBackWords[x.result]}${x.note ? `：${x.note}` : ''}`,
    ]),
  ];
  return lines.length > 0 ? (
    <Block title="延期与协同">
      <Lines of={lines} />
    </Block>
  ) : null;
}

/** One hazard on the phone: what it is, what was done here, what can be done next. */
export function HazardPage(): ReactNode {
  const id = useWayPart('id');
  const phone = usePhone();
  const found = useHazard(id);
  const [busy, setBusy] = useState(false);
  if (found === undefined)
    return (
      <PhonePage title="隐患" backTo="/">
        <Coming rows={6} />
      </PhonePage>
    );
  if (found === null) {
    return (
      <PhonePage title="隐患" backTo="/">
        <Nothing
          title="本机没有这条隐患"
          hint={phone.online ? '它可能不在您的范围内。' : '联网后再打开，就会存到本机。'}
        />
      </PhonePage>
    );
  }
  const open = openVerbs(found.now, found.acts, phone.me.actor);
  const begin = (verb: Verb) => {
    setBusy(true);
    void beginAct(phone, found, verb)
      .then((actId) => go(`/acts/${actId}`))
      .finally(() => setBusy(false));
  };
  const report = phone.acts.filter((act) => act.subjectId === id && act.command === 'hazards.report').at(-1);
  // Those of a round stand with it; a record kept before photos named their round has none that does.
  const loose = (found.record?.photos ?? []).filter((photo) => !photo.round);
  const own = found.record ? [] : (readForm(report?.form)?.photos ?? []);
  return (
    <PhonePage
      title={found.now.number}
      backTo="/"
      foot={
        open.length > 0 ? (
          <div className="zf-acts">
            {open.map((verb) => (
              <Button
                key={verb.command}
                block
                size="large"
                color={verb.backward ? 'default' : 'primary'}
                fill={verb.backward ? 'outline' : 'solid'}
                disabled={busy}
                onClick={() => begin(verb)}
              >
                {verbTitle(found.now, verb)}
              </Button>
            ))}
          </div>
        ) : undefined
      }
    >
      <Facts of={found} />
      <Waiting of={found} />
      {found.record && loose.length > 0 ? (
        <Block title="照片" note={`${String(loose.length)} 张`}>
          <ServerPhotos of={loose} in={found.record} />
        </Block>
      ) : null}
      {found.record ? <Rectifications of={found.record} /> : null}
      {own.length > 0 ? (
        <Block title="本机照片">
          <ul className="zf-thumbs">
            {own.map((photo) => (
              <OwnPhoto key={photo.sha256} sha={photo.sha256} />
            ))}
          </ul>
        </Block>
      ) : null}
      {found.record ? <RoundsOf of={found.record} /> : null}
      {found.record ? (
        <Block title="经过">
          <ol className="hf-story">
            {[...found.record.timeline]
              .reverse()
              .slice(0, 12)
              .map((line) => (
                <li key={line.entry}>
                  <span className="zf-meta">{`${instantText(line.at, false)} ${line.actor}`}</span>
                  <span>{line.sentence}</span>
                </li>
              ))}
          </ol>
        </Block>
      ) : null}
      {open.length === 0 && found.acts.length === 0 ? <p className="zf-meta zf-pad">这一步不由您在手机上办。</p> : null}
    </PhonePage>
  );
}
