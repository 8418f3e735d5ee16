import { answers, bodyOf, operation, textSchema as text } from '#kernel/server';

/** Sessions in the OpenAPI document: no declarations, because there is no actor yet. */
export const described = {
  '/api/v1/access/sign-in': {
    post: operation('access.sign-in', '登录', {
      ...bodyOf({ account: text, password: text, code: text, app: { enum: ['desk', 'field'] }, county: text }, [
        'account',
        'password',
      ]),
      responses: answers('已登录'),
    }),
  },
  '/api/v1/access/sign-out': { post: operation('access.sign-out', '退出', { responses: answers('已退出') }) },
  '/api/v1/access/me': { get: operation('access.me', '我是谁、能办什么', { responses: answers('当前会话') }) },
  '/api/v1/access/invitation': {
    post: operation('access.invitation', '看一次性链接是谁的、何时到期', {
      ...bodyOf({ token: text }, ['token']),
      responses: answers('链接有效'),
    }),
  },
  '/api/v1/access/accept-invitation': {
    post: operation('access.accept-invitation', '用一次性链接设置口令', {
      ...bodyOf({ token: text, password: text }, ['token', 'password']),
      responses: answers('已设置'),
    }),
  },
};
