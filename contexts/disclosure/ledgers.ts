import { ledgerShape, type RowOf } from '#kernel';

/** Sent with every row where it has a value: the drawer shows it. */
const carried = { carried: true, optional: true } as const;

/** 公开内容: what was published, until when, and what was withdrawn. */
export const publicationLedger = ledgerShape({
  name: 'disclosure.publications',
  title: '公开内容',
  order: '-publishedAt',
  columns: [
    { key: 'title', title: '标题', kind: 'text', width: 360, fixed: true },
    { key: 'publishedAt', title: '公布时间', kind: 'instant', width: 160, sortable: true, carried: true },
    { key: 'publishedByName', title: '公布人', kind: 'text', width: 96, carried: true },
    { key: 'visibleUntil', title: '可见至', kind: 'day', width: 108, ...carried },
    { key: 'withdrawnAt', title: '撤回时间', kind: 'instant', width: 160, ...carried },
    { key: 'withdrawReason', title: '撤回理由', kind: 'text', width: 200, ...carried },
  ],
  filters: [{ key: 'withdrawn', title: '只看已撤回', kind: 'switch' }],
});
export type PublicationRow = RowOf<typeof publicationLedger>;
