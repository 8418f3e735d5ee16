/** #access — accounts, sessions and who may sign in (账号与会话). The only door for other contexts. */
export {
  awaitsAdministrator,
  createDemoAccounts,
  createFirstAdministrator,
  type DemoPlaces,
  isUnused,
  type UserLine,
  userCommands,
} from './admin.ts';
export { linkOf } from './commands/accounts.ts';
export { type DemoAccount, demoAccounts } from './demo.ts';
export { isOffice, type Role, roles, roleWords, scopeOf } from './domain/words.ts';
export { accountLedger } from './ledgers.ts';
export { accessModule } from './module.ts';
export { type AccessRouteOptions, accessRoutes } from './routes.ts';
export { type AccessRules, setAccessRules } from './rules.ts';
export { ACCOUNTS_ANEW, type Sealed, sealSecondFactors } from './second-factor.ts';
export { authenticator, type Gate, type GateOptions } from './sessions.ts';
export type { AccessSettings } from './store.ts';
export { type Account, account } from './subjects.ts';
export { sweepAccess } from './sweep.ts';
