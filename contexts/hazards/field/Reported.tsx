import { Button } from 'antd-mobile';
import type { ReactNode } from 'react';
import { whyWaiting } from '#kernel/outbox';
import { go, PhonePage, usePhone } from '#kernel/phone';
import { actOf } from './act-form.ts';
import { numberOf, readForm } from './report-form.ts';
import { reportedNumber } from './report-number.ts';

/** After the button: the number to say, and where the report is on its way. */
export function Reported(props: { actId: string; onAnother: () => void }): ReactNode {
  const { acts, me, online } = usePhone();
  const act = actOf(acts, props.actId);
  const form = readForm(act?.form);
  if (!act || !form) return null;
  const number = reportedNumber(act) ?? numberOf(form);
  const state = act.state === 'received' ? '已送达' : act.state === 'problem' ? '未被接受' : '已保存在本机';
  const why =
    act.state === 'received'
      ? '服务器已收到，可在“待传 · 已收”里查看。'
      : act.state === 'problem'
        ? (act.lastError?.message ?? '')
        : whyWaiting(act, acts, { account: me.actor.account, online, now: new Date().toISOString() });
  return (
    <PhonePage
      title="上报隐患"
      foot={
        <div className="zf-pair">
          <Button block size="large" onClick={() => go('/outbox')}>
            看待传
          </Button>
          <Button block size="large" color="primary" onClick={props.onAnother}>
            再报一条
          </Button>
        </div>
      }
    >
      <div className="hf-done" role="status">
        <p className="hf-done-state">{state}</p>
        <p className="hf-done-number">{number}</p>
        <p className="zf-meta">{why}</p>
        <button type="button" className="zf-more" onClick={() => go(`/hazards/${form.id}`)}>
          看这条隐患
        </button>
      </div>
    </PhonePage>
  );
}
