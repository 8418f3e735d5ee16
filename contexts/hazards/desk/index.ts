import AlertOutlined from '@ant-design/icons/es/icons/AlertOutlined';
import CheckSquareOutlined from '@ant-design/icons/es/icons/CheckSquareOutlined';
import TableOutlined from '@ant-design/icons/es/icons/TableOutlined';
import type { DeskModule } from '#kernel/ui';
import { enterpriseSections } from '../../registry/desk/index.ts';

/** Home (待办), the hazard ledger (隐患台账), one hazard, the overview. Eager, so it loads nothing but icons. */
export const desk: DeskModule = {
  menu: [
    { title: '待办', icon: CheckSquareOutlined, path: '/', order: 1 },
    { title: '隐患台账', icon: AlertOutlined, path: '/hazards', needs: 'hazards.ledger', order: 20, group: '隐患' },
    {
      title: '隐患概览',
      icon: TableOutlined,
      path: '/hazards/overview',
      needs: 'hazards.dashboard',
      order: 21,
      group: '隐患',
    },
  ],
  routes: [
    { path: '/', title: '待办', page: () => import('./Todo.tsx') },
    { path: '/hazards', title: '隐患台账', page: () => import('./Hazards.tsx'), needs: 'hazards.ledger' },
    { path: '/hazards/new', title: '上报隐患', page: () => import('./Report.tsx'), needs: 'hazards.report' },
    { path: '/hazards/overview', title: '隐患概览', page: () => import('./Overview.tsx'), needs: 'hazards.dashboard' },
    { path: '/hazards/$id', title: '隐患', page: () => import('./Hazard.tsx'), needs: 'hazards.record' },
  ],
  search: [
    {
      title: '隐患',
      needs: 'hazards.search',
      find: async (words, signal) => (await import('./find.ts')).findHazards(words, signal),
    },
  ],
};

enterpriseSections.push({
  key: 'hazards',
  title: '隐患',
  order: 15,
  needs: 'hazards.of-enterprise',
  page: () => import('./OfEnterprise.tsx'),
});
