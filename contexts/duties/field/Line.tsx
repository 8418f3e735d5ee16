import { Button } from 'antd-mobile';
import { type ReactNode, useState } from 'react';
import { go, Leads, usePhone } from '#kernel/phone';
import { beginHandIn } from './hand-in-form.ts';
import { DutyClock, DutyState } from './marks.tsx';
import { canHandIn, handInTitle, type PhoneDuty } from './todo.ts';

/** The button that begins or goes on with 上报. */
export function HandInButton({
  of,
  today,
  block = false,
}: {
  of: PhoneDuty;
  today: string;
  block?: boolean;
}): ReactNode {
  const phone = usePhone();
  const [busy, setBusy] = useState(false);
  const begin = () => {
    setBusy(true);
    void beginHandIn(phone, of, today)
      .then((actId) => go(`/hand-in/${actId}`))
      .finally(() => setBusy(false));
  };
  const title = handInTitle(of);
  return (
    <Button
      color="primary"
      fill={block ? 'solid' : 'outline'}
      block={block}
      size={block ? 'large' : 'small'}
      loading={busy}
      aria-label={block ? title : `${title} ${of.title} ${of.period}`}
      onClick={begin}
    >
      {title}
    </Button>
  );
}

/** What is owed in a line: what, why us and on what clause, by when, with what; the act one tap away. */
export function DutyRow({ of, today, short = false }: { of: PhoneDuty; today: string; short?: boolean }): ReactNode {
  return (
    <li className="df-row">
      <Leads to={`/duties/${of.id}`} className="df-row-leads">
        <span className="df-row-title">
          {of.title} <span className="zf-meta">{of.period}</span>
        </span>
        {short ? null : (
          <>
            <span className="df-row-what">{of.what}</span>
            <span className="zf-meta df-row-why">
              {of.why}；依据{of.cites.join('、')}
              {of.checked === undefined || of.checked === 'verified' ? '' : '（待核实）'}
            </span>
          </>
        )}
      </Leads>
      <div className="df-row-foot">
        {of.state === 'owed' ? null : <DutyState of={of} />}
        <DutyClock of={of} today={today} />
        {canHandIn(of, today) ? <HandInButton of={of} today={today} /> : null}
        {of.state === 'owed' && today < of.opensOn ? (
          <span className="zf-meta">{of.opensOn.slice(5)} 起办理</span>
        ) : null}
      </div>
    </li>
  );
}
