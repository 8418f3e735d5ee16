import type { FieldModule } from '#kernel/phone';
import { readActForm } from './act-form.ts';
import { reportedNumber } from './report-number.ts';
import './field.css';

const report = () => import('./Report.tsx').then((m) => ({ default: m.ReportPage }));
const rows = () => import('./LeadRows.tsx').then((m) => ({ default: m.LeadRowsPage }));

/** Hazards on the phone (隐患): report, rectify, verify — with or without a signal. Eager, so it loads no page. */
export const field: FieldModule = {
  pages: [
    { path: '/', title: '今日', page: () => import('./Today.tsx').then((m) => ({ default: m.Today })) },
    { path: '/report', title: '上报', page: report },
    { path: '/report/$actId', title: '上报', page: report },
    {
      path: '/hazards/$id',
      title: '隐患',
      page: () => import('./Hazard.tsx').then((m) => ({ default: m.HazardPage })),
    },
    { path: '/lead', title: '全县情况', page: () => import('./Lead.tsx').then((m) => ({ default: m.LeadPage })) },
    { path: '/lead/$figure', title: '明细', page: rows },
    { path: '/lead/$figure/$town', title: '明细', page: rows },
    { path: '/acts/$actId', title: '办理', page: () => import('./ActPage.tsx').then((m) => ({ default: m.ActPage })) },
  ],
  refresh: async (me) => (await import('./keeping.ts')).refreshHazards(me),
  editPath: (act) =>
    act.command === 'hazards.report'
      ? `/report/${act.actId}`
      : readActForm(act.form)
        ? `/acts/${act.actId}`
        : undefined,
  numberOf: reportedNumber,
  subjectPath: (act) => (act.command.startsWith('hazards.') && act.subjectId ? `/hazards/${act.subjectId}` : undefined),
};
