import type { FieldModule } from '#kernel/phone';
import { ActPage } from './ActPage.tsx';
import { readActForm } from './act-form.ts';
import { HazardPage } from './Hazard.tsx';
import { refreshHazards } from './keeping.ts';
import { ReportPage } from './Report.tsx';
import { Today } from './Today.tsx';
import './field.css';

/** Hazards on the phone (隐患): report, rectify, verify — with or without a signal. */
export const field: FieldModule = {
  pages: [
    { path: '/', title: '今日', page: Today },
    { path: '/report', title: '上报', page: ReportPage },
    { path: '/report/$actId', title: '上报', page: ReportPage },
    { path: '/hazards/$id', title: '隐患', page: HazardPage },
    { path: '/acts/$actId', title: '办理', page: ActPage },
  ],
  refresh: refreshHazards,
  editPath: (act) =>
    act.command === 'hazards.report'
      ? `/report/${act.actId}`
      : readActForm(act.form)
        ? `/acts/${act.actId}`
        : undefined,
  subjectPath: (act) => (act.command.startsWith('hazards.') && act.subjectId ? `/hazards/${act.subjectId}` : undefined),
};
