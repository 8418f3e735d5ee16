import type { MenuGroup } from '#kernel/ui';

const office = [
  'county-admin',
  'county-leader',
  'county-officer',
  'legal-reviewer',
  'auditor',
  'town-lead',
  'town-officer',
];
const enterprise = ['principal', 'safety-manager', 'worker'];

/** Headings of the left menu in their order, and who finds them open. A line names its group by `key`. */
export const menuGroups: readonly MenuGroup[] = [
  { key: 'programme', title: '年度任务', open: ['county-leader', 'county-admin', 'town-lead'] },
  { key: 'hazards', title: '隐患', open: [...office, ...enterprise] },
  { key: 'duties', title: '责任落实', open: enterprise },
  { key: 'registry', title: '企业', open: [...office, ...enterprise] },
  { key: 'rosters', title: '名册', open: ['county-admin'] },
  { key: 'law', title: '法规', open: [...enterprise, 'legal-reviewer', 'expert', 'agency'] },
  { key: 'system', title: '系统', open: ['county-admin', 'principal', 'safety-manager'] },
];
