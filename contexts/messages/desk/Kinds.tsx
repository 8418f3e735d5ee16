import { App, Button, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { Asked, Drawer, Empty, sentence, useAct, useAsk } from '#kernel/ui';
import type { Kinds as KindsAnswer } from './answers.ts';

/** 消息设置: which kinds one gets; from the next one on. */
export function Kinds(): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>消息设置</Button>
      <Drawer open={open} onClose={() => setOpen(false)} title="消息设置">
        {open ? <Inside /> : null}
      </Drawer>
    </>
  );
}

function Inside(): ReactNode {
  const { message } = App.useApp();
  const answer = useAsk<KindsAnswer>('messages.kinds', {}, { fresh: 0 });
  const choose = useAct('messages.choose-kind');
  return (
    <Asked of={answer} rows={6}>
      {({ kinds }) =>
        kinds.length === 0 ? (
          <Empty title="您的岗位现在没有按规则发出的消息" />
        ) : (
          <>
            <p className="zs-meta">关闭后，新的不再进收件箱；告警不能关闭。事项本身仍在待办和台账里。</p>
            <ul className="ms-kinds">
              {kinds.map(({ key, title, alarm, on }) => (
                <li key={key}>
                  <span>
                    {title}
                    {alarm ? <span className="zs-meta">（告警）</span> : null}
                  </span>
                  <Switch
                    aria-label={title}
                    checked={on}
                    disabled={alarm || choose.isPending}
                    onChange={(next) =>
                      choose.mutate(
                        { kind: key, on: next },
                        { onError: (error: Error) => void message.error(sentence(error)) },
                      )
                    }
                  />
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Asked>
  );
}
