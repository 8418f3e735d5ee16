import AimOutlined from '@ant-design/icons/es/icons/AimOutlined';
import type { DeskModule, Me } from '#kernel/ui';

/** The yearly notice as a board (作战图) and its special actions (专项行动). Eager, so it loads nothing but an icon. */
export const desk: DeskModule = {
  menu: [
    { title: '作战图', icon: AimOutlined, path: '/programme', needs: 'programme.board', order: 10, group: 'programme' },
  ],
  routes: [
    { path: '/programme', title: '作战图', page: () => import('./Board.tsx'), needs: 'programme.board' },
    { path: '/programme/checks', title: '检查记录', page: () => import('./Checks.tsx'), needs: 'programme.checks' },
    {
      path: '/programme/campaigns/$id',
      title: '专项行动',
      page: () => import('./Campaign.tsx'),
      needs: 'programme.campaign',
    },
  ],
  // 重点时段 of today, when there is one (`Module.me` of this context).
  mark: (me: Me & { keyPeriod?: { title: string } }) => me.keyPeriod?.title,
};
