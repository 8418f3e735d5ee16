/** #access — accounts, sessions and who may sign in (账号与会话). The only door for other contexts. */
export {
  ActRefused,
  awaitsAdministrator,
  createDemoAccounts,
  createFirstAdministrator,
  isUnused,
  type OfferedDemoAccount,
  offeredDemoAccounts,
  type UserLine,
  userCommands,
} from './admin.ts';
export { ACCOUNTS_TABLE, sealSecondFactors } from './commands/seal-second-factors.ts';
export { demoAccounts } from './demo.ts';
export { roles, roleWords } from './domain/words.ts';
export { accessModule } from './module.ts';
export { accessRoutes } from './routes.ts';
export { setAccessRules } from './rules.ts';
export { authenticator } from './sessions.ts';
