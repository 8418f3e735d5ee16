import CarryOutOutlined from '@ant-design/icons/es/icons/CarryOutOutlined';
import FileDoneOutlined from '@ant-design/icons/es/icons/FileDoneOutlined';
import ProfileOutlined from '@ant-design/icons/es/icons/ProfileOutlined';
import ScheduleOutlined from '@ant-design/icons/es/icons/ScheduleOutlined';
import type { DeskModule } from '#kernel/ui';
import { enterpriseSection } from '../../registry/desk/index.ts';

const group = 'duties';

/** What is owed (应办事项): my list, the ledger, who owes what, the catalogue; its part of the home and of 一企一档. Eager: nothing but icons. */
export const desk: DeskModule = {
  menu: [
    {
      title: '应办事项',
      icon: ScheduleOutlined,
      path: '/duties/mine',
      needs: 'duties.mine',
      order: 30,
      group,
    },
    { title: '应办事项台账', icon: CarryOutOutlined, path: '/duties', needs: 'duties.owed', order: 31, group },
    { title: '谁该办什么', icon: FileDoneOutlined, path: '/duties/matrix', needs: 'duties.matrix', order: 32, group },
    {
      title: '事项目录',
      icon: ProfileOutlined,
      path: '/duties/catalogue',
      needs: 'duties.catalogue',
      order: 33,
      group,
    },
  ],
  routes: [
    { path: '/duties', title: '应办事项台账', page: () => import('./Duties.tsx'), needs: 'duties.owed' },
    { path: '/duties/mine', title: '应办事项', page: () => import('./Mine.tsx'), needs: 'duties.mine' },
    { path: '/duties/matrix', title: '谁该办什么', page: () => import('./Matrix.tsx'), needs: 'duties.matrix' },
    { path: '/duties/catalogue', title: '事项目录', page: () => import('./Catalogue.tsx'), needs: 'duties.catalogue' },
    { path: '/duties/$id', title: '应办事项', page: () => import('./Owed.tsx'), needs: 'duties.record' },
  ],
  records: [{ kind: 'owed', title: '应办事项', path: (id) => `/duties/${id}`, needs: 'duties.record' }],
  home: {
    source: 'duties',
    group: () => import('./TodoGroup.tsx'),
    done: () => import('./DoneCells.tsx'),
    acts: [],
    look: { title: '看应办事项台账', path: '/duties', needs: 'duties.owed' },
    hint: {
      county: '企业上报、由县局审核的事项和县局自己应办的会列在这里。',
      town: '本镇企业上报、等审核的事项和本镇应办的会列在这里。',
      enterprise: '本企业现在可办的事项会列在这里，最急的在前。',
    },
  },
  sections: [
    enterpriseSection({
      key: 'duties',
      title: '应办事项',
      order: 12,
      needs: 'duties.of-enterprise',
      asks: (id) => [['duties.of-enterprise', { enterprise: id }]],
      page: () => import('./OfEnterprise.tsx'),
    }),
  ],
};
