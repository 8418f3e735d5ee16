import type { ReactNode } from 'react';
import type { AnswerOf } from '#kernel';
import {
  type ActForm,
  DayText,
  DoButton,
  Facts,
  fromShape,
  InstantText,
  LedgerPage,
  under,
  useMay,
  useMe,
} from '#kernel/ui';
import type { publishProgress } from '../commands.ts';
import { type PublicationRow, publicationLedger } from '../ledgers.ts';
import { Preview } from './Preview.tsx';

const publish: ActForm<AnswerOf<typeof publishProgress>> = {
  name: 'disclosure.publish-progress',
  title: '公布任务进展',
  given: {},
  fields: [{ place: 'visibleUntil', title: '公开至', kind: 'day' }],
  intro: (
    <div className="zs-col">
      <span>
        按今天的记录公布年度通知各项任务的县级进展。只公布县级数字，不含镇、企业和个人；公布后内容不再变动，可以撤回。
      </span>
      <span>
        <Preview />
      </span>
    </div>
  ),
  submit: '公布',
  said: (answer) => `已公布：${answer.title}`,
};

const withdraw = (row: PublicationRow): ActForm => ({
  name: 'disclosure.withdraw',
  title: '撤回',
  given: { id: row.id, version: row.version },
  fields: [{ place: 'reason', title: '撤回理由', kind: 'lines', need: true }],
  danger: true,
  submit: '撤回',
  said: () => '已撤回，公开页不再显示',
});

/** 公开内容: what the public sees, until when, and what was withdrawn. */
export default function Publications(): ReactNode {
  const mayPublish = useMay('disclosure.publish-progress');
  const { severalCounties, county } = useMe();
  const open = under(severalCounties ? `/open/${county.code}` : '/open');
  return (
    <LedgerPage<PublicationRow>
      {...fromShape(publicationLedger)}
      noun="公开内容"
      unit="份"
      rowTitle={(row) => row.title}
      acts={
        <span className="zs-row">
          <a href={`${open}/`} target="_blank" rel="noreferrer">
            打开公开页
          </a>
          <DoButton look="primary" can={mayPublish} form={() => publish} />
        </span>
      }
      drawer={(row, close) => (
        <div className="zs-col">
          <Facts
            facts={[
              { title: '公布时间', value: <InstantText of={row.publishedAt} /> },
              { title: '公布人', value: row.publishedByName },
              { title: '公开至', value: <DayText of={row.visibleUntil} /> },
              { title: '撤回时间', value: <InstantText of={row.withdrawnAt} /> },
              { title: '撤回理由', value: row.withdrawReason, wide: true },
            ]}
          />
          <span className="zs-row">
            {row.withdrawnAt ? null : (
              <a href={`${open}/progress/${row.id}`} target="_blank" rel="noreferrer">
                看公开的样子
              </a>
            )}
            <DoButton can={row.can} form={() => withdraw(row)} onDone={close} />
          </span>
        </div>
      )}
      empty={{ title: '还没有公布过', hint: '公布后，公众不用登录就能看到年度任务的进展。' }}
    />
  );
}
