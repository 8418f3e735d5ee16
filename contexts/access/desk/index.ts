import HistoryOutlined from '@ant-design/icons/es/icons/HistoryOutlined';
import TeamOutlined from '@ant-design/icons/es/icons/TeamOutlined';
import { rowsAt } from '#kernel';
import type { DeskModule } from '#kernel/ui';
import { actLedger } from '../ledgers.ts';

/** Path of 我的账号. */
export const accountPath = '/account';

/** For screens that tell who did something. */
export { roleWord } from '../domain/words.ts';

/** Pages outside the frame, hence no routes: sign-in, the one-time link, what must be done before anything else. */
export const signInPage = () => import('./SignIn.tsx');
export const invitationPage = () => import('./Invitation.tsx');
export const obligedPage = () => import('./Obliged.tsx');
export type { SignedIn } from './answers.ts';
export type { Credentials } from './SignIn.tsx';

/** Users and one's own account (账号). */
export const desk: DeskModule = {
  journal: { needs: actLedger.name, path: (entry) => rowsAt(actLedger, { entry }) },
  menu: [
    { title: '用户', icon: TeamOutlined, path: '/users', needs: 'access.accounts', order: 90, group: 'system' },
    { title: '留痕', icon: HistoryOutlined, path: '/journal', needs: 'access.acts', order: 92, group: 'system' },
  ],
  routes: [
    { path: '/users', title: '用户', page: () => import('./Users.tsx'), needs: 'access.accounts' },
    { path: '/journal', title: '留痕', page: () => import('./Journal.tsx'), needs: 'access.acts' },
    { path: accountPath, title: '我的账号', page: () => import('./Account.tsx') },
  ],
};
