import type { LedgerShape } from '#kernel';

/** 公开内容: what was published, until when, and what was withdrawn. */
export const publicationLedger: LedgerShape = {
  name: 'disclosure.publications',
  title: '公开内容',
  order: '-publishedAt',
  columns: [
    { key: 'title', title: '标题', kind: 'text', width: 360 },
    { key: 'publishedAt', title: '公布时间', kind: 'instant', width: 160, sortable: true },
    { key: 'publishedByName', title: '公布人', kind: 'text', width: 96 },
    { key: 'visibleUntil', title: '可见至', kind: 'day', width: 108 },
    { key: 'withdrawnAt', title: '撤回时间', kind: 'instant', width: 160 },
    { key: 'withdrawReason', title: '撤回理由', kind: 'text', width: 200 },
  ],
  filters: [{ key: 'withdrawn', title: '只看已撤回', kind: 'switch' }],
};
