import { Button } from 'antd-mobile';
import type { ReactNode } from 'react';
import { askPerson, Block, go, Leads, Lines, PhonePage, usePhone } from '#kernel/phone';
import { instantText } from '#kernel/ui';
import { news, useUnread } from './news.ts';

const scopeWords = {
  county: '全县',
  town: '本镇',
  enterprise: '本企业',
  expert: '请我会诊的',
  agency: '本机构',
  public: '公众',
} as const;

/** 我: the account, the phone's health, signing out. */
export function MinePage(props: { signOut: () => Promise<void> }): ReactNode {
  const { me, outbox, now } = usePhone();
  const { actor } = me;
  const unread = useUnread(actor.account);
  const leave = async () => {
    const unsent = await outbox.unsent(actor.account);
    const drafts = unsent.filter((act) => act.state === 'draft').length;
    const content =
      unsent.length === 0
        ? '退出后，存在本机的待办和企业名单会清除。'
        : `本机还有 ${unsent.length} 条没有送达${drafts > 0 ? `（其中草稿 ${drafts} 份）` : ''}。它们会留在本机，要等您本人再登录才会发送。`;
    if (
      !(await askPerson({
        title: unsent.length > 0 ? '还有没送达的内容' : undefined,
        text: content,
        yes: '退出',
        no: unsent.length > 0 ? '先去待传' : '不退出',
      }))
    ) {
      if (unsent.length > 0) go('/outbox');
      return;
    }
    await props.signOut();
  };
  return (
    <PhonePage title="我">
      <Block>
        <p className="zf-who">
          <b>{actor.name}</b>
          <span className="zf-meta">{actor.roleTitle ?? actor.role}</span>
        </p>
        <Lines
          of={[
            ['县区', me.county.name],
            ...(actor.town
              ? [['镇', me.county.towns.find((town) => town.code === actor.town)?.name ?? actor.town] as const]
              : []),
            ['范围', scopeWords[actor.scope]],
            ['现在', instantText(now(), false)],
            ...(me.demo ? [['说明', '演示数据，人名和企业均为虚构'] as const] : []),
          ]}
        />
      </Block>
      <Block>
        {news.map(({ title, path }) => (
          <Leads key={path} to={path}>
            {unread > 0 ? `${title}（${unread} 条未读）` : title}
          </Leads>
        ))}
        <Leads to="/me/check">设备体检</Leads>
        <Leads to="/outbox">待传与导出</Leads>
      </Block>
      <Button block size="large" onClick={() => void leave()}>
        退出登录
      </Button>
    </PhonePage>
  );
}
