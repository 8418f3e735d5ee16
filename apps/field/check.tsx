import { Button } from 'antd-mobile';
import { type ReactNode, useEffect, useState } from 'react';
import { Block, Coming, PhonePage, usePhone } from '#kernel/phone';
import { examine, type Finding } from './examine.ts';

const words = { well: '正常', weak: '注意', bad: '不行' } as const;

/** 设备体检: what works on this phone, and what to do about what does not. */
export function CheckPage(): ReactNode {
  const { outbox } = usePhone();
  const [found, setFound] = useState<Finding[] | null>(null);
  const look = () => void examine(outbox).then(setFound);
  useEffect(look, [outbox]);
  const persist = async () => {
    await navigator.storage?.persist?.().catch(() => false);
    look();
  };
  const asks = found?.some((one) => one.key === 'lasting' && one.state === 'weak');
  return (
    <PhonePage title="设备体检" backTo="/me">
      <Block>
        {found === null ? (
          <Coming rows={7} />
        ) : (
          <ul className="zf-findings">
            {found.map((one) => (
              <li key={one.key} className={`zf-finding-${one.state}`}>
                <b>{one.title}</b>
                <i>{words[one.state]}</i>
                <span className="zf-meta">{one.words}</span>
              </li>
            ))}
          </ul>
        )}
      </Block>
      <div className="zf-pair">
        {asks ? (
          <Button block size="large" onClick={() => void persist()}>
            申请长期存储
          </Button>
        ) : null}
        <Button block size="large" color="primary" fill="outline" onClick={look}>
          再查一遍
        </Button>
      </div>
    </PhonePage>
  );
}
