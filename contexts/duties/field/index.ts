import type { FieldModule } from '#kernel/phone';
import { readHandIn } from './hand-in-form.ts';
import './field.css';

const command = 'duties.hand-in';

/** What is owed on the phone (应办事项): the list, one of them, 上报 — with or without a signal. Eager, so it loads no page. */
export const field: FieldModule = {
  pages: [
    { path: '/duties', title: '应办事项', page: () => import('./Duties.tsx').then((m) => ({ default: m.DutiesPage })) },
    { path: '/duties/$id', title: '应办事项', page: () => import('./Duty.tsx').then((m) => ({ default: m.DutyPage })) },
    {
      path: '/hand-in/$actId',
      title: '上报',
      page: () => import('./HandInPage.tsx').then((m) => ({ default: m.HandInPage })),
    },
  ],
  home: () => import('./Waiting.tsx').then((m) => ({ default: m.DutiesWaiting })),
  refresh: async (me) => (await import('./keeping.ts')).refreshDuties(me),
  editPath: (act) => (act.command === command && readHandIn(act.form) ? `/hand-in/${act.actId}` : undefined),
  subjectPath: (act) => (act.command === command && act.subjectId ? `/duties/${act.subjectId}` : undefined),
};
