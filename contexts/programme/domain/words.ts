/** Words of the notice that screens show too. Apart from `notice.ts`, whose schemas would bring all of zod into every page. */

/** Who has to do a task (责任主体), as the notice addresses them. */
export const owners = ['股室', '镇应急管理中心', '企业'] as const;
export type Owner = (typeof owners)[number];

/** Subjects of the platform a task may wait for (design: contexts/). Code → 中文, shown beside 未接入. */
export const subjectWords = {
  registry: '企业与责任登记',
  'law-catalogue': '法规库',
  duties: '企业责任与清单',
  hazards: '隐患与风险',
  'major-hazards': '重大危险源',
  inspections: '执法检查',
  cases: '案件与线索',
  ratings: '分级与红黄牌',
  certification: '标准化与许可',
  training: '教育培训',
  emergency: '应急与演练',
  disclosure: '信息公开',
  documents: '文书档案',
} as const;
export type SubjectCode = keyof typeof subjectWords;
export const subjectCodes = Object.keys(subjectWords) as SubjectCode[];
