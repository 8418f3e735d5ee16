import AlertOutlined from '@ant-design/icons/es/icons/AlertOutlined';
import SendOutlined from '@ant-design/icons/es/icons/SendOutlined';
import TableOutlined from '@ant-design/icons/es/icons/TableOutlined';
import type { DeskModule } from '#kernel/ui';
import { answerPart } from '../../law-catalogue/desk/index.ts';
import { enterpriseSection } from '../../registry/desk/index.ts';

const group = 'hazards';

/** The hazard ledger (隐患台账), one hazard, the overview, its part of the home and of 一企一档. Eager, so it loads nothing but icons. */
export const desk: DeskModule = {
  menu: [
    { title: '隐患台账', icon: AlertOutlined, path: '/hazards', needs: 'hazards.ledger', order: 20, group },
    { title: '隐患概览', icon: TableOutlined, path: '/hazards/overview', needs: 'hazards.dashboard', order: 21, group },
    {
      title: '企业自主上报',
      icon: SendOutlined,
      path: '/hazards/reporters',
      needs: 'hazards.reporters',
      order: 22,
      group,
    },
  ],
  routes: [
    { path: '/hazards', title: '隐患台账', page: () => import('./Hazards.tsx'), needs: 'hazards.ledger' },
    { path: '/hazards/new', title: '上报隐患', page: () => import('./Report.tsx'), needs: 'hazards.report' },
    { path: '/hazards/overview', title: '隐患概览', page: () => import('./Overview.tsx'), needs: 'hazards.dashboard' },
    {
      path: '/hazards/reporters',
      title: '企业自主上报',
      page: () => import('./Reporters.tsx'),
      needs: 'hazards.reporters',
    },
    { path: '/hazards/$id', title: '隐患', page: () => import('./Hazard.tsx'), needs: 'hazards.record' },
  ],
  records: [{ kind: 'hazard', title: '隐患', path: (id) => `/hazards/${id}`, needs: 'hazards.record' }],
  finds: [{ what: '隐患', by: '隐患编号或内容', needs: 'hazards.dashboard', order: 20 }],
  home: {
    source: 'hazards',
    group: () => import('./TodoGroup.tsx'),
    done: () => import('./DoneCells.tsx'),
    figures: () => import('./TopFigures.tsx'),
    acts: [{ title: '上报隐患', path: '/hazards/new', needs: 'hazards.report' }],
    look: { title: '看隐患台账', path: '/hazards', needs: 'hazards.ledger' },
    hint: {
      county: '上报到县局的和重大的隐患，轮到判定、派发、复查、销号或审批延期时，会按事项列在这里。',
      town: '本镇的隐患轮到判定、派发、复查、销号或审批延期时，会按事项列在这里。',
      enterprise: '派发给本企业的隐患和自查发现的问题，轮到整改或确认时会列在这里。',
      expert: '请您会诊的隐患会列在这里。',
    },
  },
  sections: [
    enterpriseSection({
      key: 'hazards',
      title: '隐患',
      order: 15,
      needs: 'hazards.of-enterprise',
      asks: (id) => [['hazards.of-enterprise', { enterprise: id }]],
      page: () => import('./OfEnterprise.tsx'),
    }),
    enterpriseSection({
      key: 'major-sources',
      title: '重大危险源辨识',
      order: 28,
      needs: 'hazards.major-sources',
      asks: (id) => [['hazards.major-sources', { enterprise: id }]],
      page: () => import('./MajorSources.tsx'),
    }),
    answerPart({
      key: 'file-major-source',
      title: '存入企业档案',
      order: 10,
      needs: 'hazards.file-major-source',
      page: () => import('./FileMajorSource.tsx'),
    }),
  ],
};
