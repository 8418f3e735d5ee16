import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Drawer, InstantText, under } from '#kernel/ui';
import type { ToldOnce } from './answers.ts';
import { Copied } from './Copied.tsx';
import './sign-in.css';

/** The link or initial password of an account, shown this once, to be handed on. */
export function Told(props: { of: ToldOnce | null; onClose: () => void }): ReactNode {
  const { of, onClose } = props;
  return (
    <Drawer
      title="请转交本人"
      open={of !== null}
      onClose={onClose}
      foot={
        <Button type="primary" onClick={onClose}>
          已转交
        </Button>
      }
    >
      {of ? <Words {...of} /> : null}
    </Drawer>
  );
}

function Words(of: ToldOnce): ReactNode {
  if (of.link)
    return (
      <div className="zs-col">
        <p>
          把链接发给{of.name}本人。打开后自己设置密码，账号为 <b>{of.account}</b>。
        </p>
        <Copied
          title="一次性链接"
          text={new URL(under(of.link), location.origin).href}
          hint={
            <>
              <InstantText of={of.until} /> 前有效，只能用一次。关闭后不再显示，遗失可再次重置。
            </>
          }
        />
      </div>
    );
  if (of.password)
    return (
      <div className="zs-col">
        <p>把账号和初始密码当面或电话告知{of.name}本人，首次登录后须由本人修改。</p>
        <Copied title="账号" text={of.account} />
        <Copied
          title="初始密码"
          text={of.password}
          hint={
            <>
              <InstantText of={of.until} /> 前有效。关闭后不再显示，遗失可再次重置。
            </>
          }
        />
      </div>
    );
  return <p>链接或初始密码只告知一次，刚才已经显示过。没有记下的，请再次重置。</p>;
}
