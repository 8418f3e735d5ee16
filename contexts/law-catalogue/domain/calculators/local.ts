import { factorWords } from '../enforcement.ts';
import type { Calculator, Field } from './field.ts';

const flags: readonly string[] = ['discredited', 'falseReport', 'majorHazardSource'];
const classFields: readonly Field[] = Object.entries(factorWords).map(([factor, title]) => ({
  place: `facts.${factor}`,
  title,
  kind: flags.includes(factor) ? 'flag' : 'number',
}));

/** Calculators of the county's own rules (分级、红黄牌) and of numbers (号码核对). */
export const localCalculators: readonly Calculator[] = [
  {
    rule: 'class.propose',
    title: '企业安全分级建议（A～D）',
    subject: 'local',
    intro: '按填写的情况给出分级和每一条理由；没有填的项目会列出，分级可能更低。由人决定。',
    fields: classFields,
    answer: [
      { place: 'class', title: '建议等级', main: true },
      { place: 'meaning', title: '含义' },
      {
        place: 'reasons',
        title: '理由',
        none: '没有降级的情形',
        of: [
          { place: 'class', title: '等级' },
          { place: 'title', title: '情形' },
        ],
      },
      { place: 'unknown', title: '没有填的项目', quiet: true, of: [{ place: 'title', title: '项目' }] },
      { place: 'rule', title: '所用规则' },
    ],
    example: { 'facts.riskGrade': '2', 'facts.standardisation': '3', 'facts.deaths': '0', 'facts.overdueHazards': '3' },
    open: false,
  },
  {
    rule: 'card.propose',
    title: '红黄牌建议',
    subject: 'local',
    intro: '按发生的情形和此前的挂牌建议红牌、黄牌或不挂牌。挂牌前须告知企业并听取陈述，由人决定。',
    fields: [
      {
        place: 'events',
        title: '发生的情形',
        kind: 'rows',
        row: '项',
        need: true,
        fields: [
          { place: 'reason', title: '情形', kind: 'choice', options: 'card-reasons' },
          { place: 'on', title: '日期', kind: 'day' },
          { place: 'evidence', title: '证据', kind: 'text' },
        ],
      },
      {
        place: 'cards',
        title: '此前挂过的牌',
        kind: 'rows',
        row: '次',
        fields: [
          {
            place: 'card',
            title: '牌',
            kind: 'choice',
            options: [
              { value: 'yellow', label: '黄牌' },
              { value: 'red', label: '红牌' },
            ],
          },
          { place: 'on', title: '日期', kind: 'day' },
        ],
      },
    ],
    answer: [
      { place: 'title', title: '建议', main: true, none: '不挂牌' },
      { place: 'from', title: '自', quiet: true },
      { place: 'due', title: '可以申请摘牌之日', quiet: true },
      {
        place: 'reasons',
        title: '理由',
        none: '没有',
        of: [
          { place: 'title', title: '情形' },
          { place: 'on', title: '发生于' },
        ],
      },
      { place: 'limits', title: '须注意', quiet: true },
      { place: 'rule', title: '所用规则' },
    ],
    example: { 'events.0.reason': 'card-late-rectification', 'events.0.on': '2022-05-09' },
    open: false,
  },
  {
    rule: 'uscc.check',
    title: '统一社会信用代码',
    subject: 'check',
    intro: '核对 18 位代码的格式和校验码。',
    fields: [{ place: 'code', title: '统一社会信用代码', kind: 'text', need: true, hint: '18 位' }],
    answer: [
      { place: 'valid', title: '核对结果', main: true, words: { true: '正确', false: '不正确' } },
      { place: 'code', title: '规范写法', quiet: true },
      { place: 'expected', title: '校验码应为', quiet: true },
      { place: 'reason', title: '原因', quiet: true },
      { place: 'doubt', title: '存疑', quiet: true },
    ],
    example: { code: '91140525MA8000001X' },
    open: true,
  },
  {
    rule: 'resident-id.check',
    title: '居民身份证号',
    subject: 'check',
    intro: '核对号码的格式、出生日期和校验码。号码不保存，也不进入网址。',
    fields: [{ place: 'id', title: '身份证号', kind: 'text', need: true, hint: '18 位' }],
    answer: [
      { place: 'valid', title: '核对结果', main: true, words: { true: '正确', false: '不正确' } },
      { place: 'expected', title: '校验码应为', quiet: true },
      { place: 'reason', title: '原因', quiet: true },
    ],
    example: {},
    open: false,
  },
  {
    rule: 'region.check',
    title: '所属镇',
    subject: 'check',
    intro: '核对镇名或 9 位区划代码是否在册，写出全称。',
    fields: [{ place: 'place', title: '镇名或代码', kind: 'text', need: true, hint: '南村镇 或 140525100' }],
    answer: [
      { place: 'valid', title: '核对结果', main: true, words: { true: '在册', false: '不在册' } },
      { place: 'fullName', title: '全称', quiet: true },
      { place: 'code', title: '代码', quiet: true },
      { place: 'reason', title: '原因', quiet: true },
    ],
    example: { place: '南村镇' },
    open: true,
  },
  {
    rule: 'industry.check',
    title: '国民经济行业代码',
    subject: 'check',
    intro: '核对 GB/T 4754-2017 行业代码，写出名称。',
    fields: [{ place: 'code', title: '行业代码', kind: 'text', need: true, hint: '3110' }],
    answer: [
      { place: 'valid', title: '核对结果', main: true, words: { true: '有此代码', false: '没有此代码' } },
      { place: 'path', title: '所属', quiet: true },
      { place: 'reason', title: '原因', quiet: true },
    ],
    example: { code: '3110' },
    open: true,
  },
];
