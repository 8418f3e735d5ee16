import GlobalOutlined from '@ant-design/icons/es/icons/GlobalOutlined';
import type { DeskModule } from '#kernel/ui';

/** Desk room of 信息公开. */
export const desk: DeskModule = {
  menu: [
    {
      title: '公开内容',
      icon: GlobalOutlined,
      path: '/publications',
      needs: 'disclosure.publications',
      order: 12,
      group: 'programme',
    },
  ],
  routes: [
    {
      path: '/publications',
      title: '公开内容',
      page: () => import('./Publications.tsx'),
      needs: 'disclosure.publications',
    },
  ],
};
