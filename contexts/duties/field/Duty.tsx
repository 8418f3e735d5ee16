import type { ReactNode } from 'react';
import { checkedWords, todayIn } from '#kernel';
import { whyWaiting } from '#kernel/outbox';
import { Block, Coming, Lines, Nothing, PhonePage, ServerThumb, usePhone, useWayPart } from '#kernel/phone';
import { fileUrl, instantText } from '#kernel/ui';
import { owesWords, proofWords, reviewerWords, verdictWords } from '../domain/words.ts';
import { HandInButton } from './Line.tsx';
import { DutyClock, DutyState, DutyTime } from './marks.tsx';
import { isPdf } from './materials.ts';
import { canHandIn, type DutyRecord } from './todo.ts';
import { type FoundDuty, useDuty } from './use-duties.ts';

const daysOf = (one: { representsFrom: string; representsTo: string }): string =>
  one.representsFrom === one.representsTo ? one.representsFrom : `${one.representsFrom} 至 ${one.representsTo}`;

function Facts({ of, today }: { of: FoundDuty; today: string }): ReactNode {
  const { now, record } = of;
  const more = record?.owed;
  const checked = more?.checked ?? now.checked;
  return (
    <Block>
      <p className="df-what">{now.what}</p>
      <div className="df-row-foot">
        <DutyState of={now} />
        <DutyTime of={now} today={today} />
        <DutyClock of={now} today={today} />
      </div>
      <Lines
        of={[
          [more ? owesWords[more.owedBy] : '义务人', now.ownerName],
          ['所属期', now.period],
          ['可办理日', now.opensOn],
          ['期限', now.dueOn],
          ...(now.state === 'returned' ? [['补正期限', now.redoBy] as const] : []),
          ['为什么适用', now.why],
          ['依据', `${now.cites.join('、')}${checked && checked !== 'verified' ? `（${checkedWords[checked]}）` : ''}`],
          ...(more
            ? [
                [
                  '证明材料',
                  more.proof.map((one) => proofWords[one as keyof typeof proofWords] ?? one).join('、'),
                ] as const,
                ['审核', reviewerWords[more.reviewer]] as const,
              ]
            : []),
          ...(record?.note ? [['说明', record.note] as const] : []),
          ...(more?.state === 'excused' ? [['免办', `到 ${more.excusedUntil}：${more.excuseReason}`] as const] : []),
        ]}
      />
    </Block>
  );
}

function Material({ photos }: { photos: DutyRecord['handIns'][number]['photos'] }): ReactNode {
  const { online } = usePhone();
  const pictures = photos.filter((one) => !isPdf({ type: one.kind }));
  const papers = photos.filter((one) => isPdf({ type: one.kind }));
  return (
    <>
      {pictures.length > 0 ? (
        <ul className="zf-thumbs">
          {pictures.map((photo) => (
            <li key={photo.id} className="zf-thumb">
              <ServerThumb sha256={photo.sha256} title={photo.note ?? photo.name ?? '材料'} />
            </li>
          ))}
        </ul>
      ) : null}
      {papers.length > 0 ? (
        <ul className="df-papers">
          {papers.map((paper) => (
            <li key={paper.id}>
              {online ? (
                <a href={fileUrl(paper.sha256)} target="_blank" rel="noreferrer">
                  {paper.name ?? '材料.pdf'}
                </a>
              ) : (
                <span>{paper.name ?? '材料.pdf'}（联网后可打开）</span>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function HandIns({ of }: { of: DutyRecord }): ReactNode {
  return of.handIns.map((one) => (
    <Block key={one.id} title={`${one.handedInOn} 上报`} note={one.verdict ? verdictWords[one.verdict] : '待审核'}>
      <p>{one.material.note}</p>
      <Lines
        of={[
          ['材料反映', daysOf(one.material)],
          ['上报人', one.material.handedInByName],
          ['送达', instantText(one.material.handedInAt, false)],
          ...(todayIn(one.material.handedInAt) === one.handedInOn
            ? []
            : [['离线办理', `按 ${one.handedInOn} 计`] as const]),
          ...(one.verdict && one.judgedByName ? [['审核人', one.judgedByName] as const] : []),
          ...(one.verdictNote ? [['审核意见', one.verdictNote] as const] : []),
          ...(one.redoBy ? [['补正期限', one.redoBy] as const] : []),
        ]}
      />
      <Material photos={one.photos} />
    </Block>
  ));
}

function Sending({ of }: { of: FoundDuty }): ReactNode {
  const { acts, me, online } = usePhone();
  const here = { account: me.actor.account, online, now: new Date().toISOString() };
  const waiting = of.acts.filter((act) => act.state === 'waiting' || act.state === 'sending');
  if (waiting.length === 0) return null;
  return (
    <Block title="本机已办，待传">
      <ul className="df-sending">
        {waiting.map((act) => (
          <li key={act.actId}>
            <b>
              {act.title} {act.about}
            </b>
            <span className="zf-meta">{whyWaiting(act, acts, here)}</span>
          </li>
        ))}
      </ul>
    </Block>
  );
}

/** One thing owed on the phone: what, why, by when, with what; what was handed in and how it was judged. */
export function DutyPage(): ReactNode {
  const id = useWayPart('id');
  const { online, now } = usePhone();
  const found = useDuty(id);
  const today = todayIn(now());
  if (!found)
    return (
      <PhonePage title="应办事项" backTo="/duties">
        {found === undefined ? (
          <Coming rows={6} />
        ) : (
          <Nothing title="本机没有这件事项" hint={online ? '它可能不在您的范围内。' : '联网后再打开，就会存到本机。'} />
        )}
      </PhonePage>
    );
  const { now: duty, record } = found;
  return (
    <PhonePage
      title={duty.title}
      backTo="/duties"
      foot={canHandIn(duty, today) ? <HandInButton of={duty} today={today} block /> : undefined}
    >
      <Facts of={found} today={today} />
      <Sending of={found} />
      {record ? <HandIns of={record} /> : null}
      {record && record.urgings.length > 0 ? (
        <Block title="催办">
          <Lines
            of={record.urgings.map((one): [string, string] => [
              instantText(one.urgedAt, false),
              `${one.urgedByName}${one.note ? `：${one.note}` : ''}`,
            ])}
          />
        </Block>
      ) : null}
      {record ? (
        <Block title="经过">
          <ol className="df-story">
            {[...record.timeline]
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
      {duty.state === 'owed' && today < duty.opensOn ? (
        <p className="zf-meta zf-pad">{duty.opensOn} 起可以上报。</p>
      ) : null}
    </PhonePage>
  );
}
