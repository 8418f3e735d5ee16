import type { Scope } from '#kernel';

/** Roles (角色) of the platform, in the order they are offered. */
export const roles = [
  'county-admin',
  'county-leader',
  'county-officer',
  'legal-reviewer',
  'town-lead',
  'town-officer',
  'principal',
  'safety-manager',
  'worker',
  'expert',
  'agency',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

/** 角色 → 名称. */
export const roleWords: Readonly<Record<Role, string>> = {
  'county-admin': '县级管理员',
  'county-leader': '县局领导',
  'county-officer': '县局执法人员',
  'legal-reviewer': '法制审核',
  'town-lead': '镇中心负责人',
  'town-officer': '镇监管员',
  principal: '企业主要负责人',
  'safety-manager': '企业安全管理人员',
  worker: '从业人员',
  expert: '专家',
  agency: '中介机构',
  auditor: '审计',
};
/** 岗位 in words; undefined for what is nobody's role (the system). */
export const roleWord = (role: string): string | undefined => roleWords[role as Role];

/** What row-level security lets a role see. The auditor sees the county and may write nothing but his own account. */
const scopes: Readonly<Record<Role, Scope>> = {
  'county-admin': 'county',
  'county-leader': 'county',
  'county-officer': 'county',
  'legal-reviewer': 'county',
  'town-lead': 'town',
  'town-officer': 'town',
  principal: 'enterprise',
  'safety-manager': 'enterprise',
  worker: 'enterprise',
  expert: 'expert',
  agency: 'agency',
  auditor: 'county',
};

/** Scope (范围) of a role: what row-level security lets it see. */
export const scopeOf = (role: Role): Scope => scopes[role];
export const isInTown = (role: Role): boolean => scopes[role] === 'town';
export const isInEnterprise = (role: Role): boolean => scopes[role] === 'enterprise';
/** Bureau and town posts: short sessions, second factor obliged outside the demo. */
export const isOffice = (role: Role): boolean => scopes[role] === 'county' || scopes[role] === 'town';

/** Where somebody works: at the desk, or in the field with the phone. */
export const sessionApps = ['desk', 'field'] as const;
export type SessionApp = (typeof sessionApps)[number];

export const accountStateWords = { active: '在用', locked: '登录受限', disabled: '已停用' } as const;
