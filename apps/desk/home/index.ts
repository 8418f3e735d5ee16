import CheckSquareOutlined from '@ant-design/icons/es/icons/CheckSquareOutlined';
import type { DeskModule } from '#kernel/ui';

/** The home (待办): nobody's context, it gathers what all of them bring. */
export const home: DeskModule = {
  menu: [{ title: '待办', icon: CheckSquareOutlined, path: '/', order: 1 }],
  routes: [{ path: '/', title: '待办', page: () => import('./Home.tsx') }],
};
