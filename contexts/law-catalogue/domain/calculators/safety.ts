import type { Calculator } from './field.ts';

const colours = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' } as const;
const riskAnswer = [
  { place: 'grade', title: '风险等级', main: true },
  { place: 'colour', title: '颜色', words: colours },
  { place: 'band', title: '档次' },
  { place: 'control', title: '管控层级' },
] as const;

/** Calculators of chemicals and risks (重大危险源、风险分级). */
export const safetyCalculators: readonly Calculator[] = [
  {
    rule: 'major-hazard.grade',
    title: '重大危险源辨识与分级',
    subject: 'major-hazard',
    intro: '按 GB 18218-2018 逐个单元计算。数量填设计最大量；物质可写名称、别名或 CAS 号，表 1 没有的填危险类别符号。',
    fields: [
      {
        place: 'unit',
        title: '单元',
        kind: 'choice',
        need: true,
        options: [
          { value: 'production', label: '生产单元' },
          { value: 'storage', label: '储存单元' },
        ],
      },
      { place: 'exposedPeople', title: '厂界外 500 米内常住人口', kind: 'number', unit: '人', need: true },
      {
        place: 'held',
        title: '存有的危险化学品',
        kind: 'rows',
        row: '种',
        need: true,
        fields: [
          { place: 'substance', title: '物质', kind: 'text', suggest: 'substances', hint: '氨、煤气、7664-41-7' },
          { place: 'category', title: '危险类别', kind: 'text', suggest: 'categories', hint: '列名的不填' },
          { place: 'quantity_t', title: '设计最大量', kind: 'number', unit: '吨' },
          { place: 'beta', title: '指定 β', kind: 'number', hint: '一般不填' },
        ],
      },
      {
        place: 'settings.coalGasBeta',
        title: '煤气的 β',
        kind: 'choice',
        rare: true,
        hint: '不选按 2',
        options: [
          { value: '2', label: '2（按一氧化碳，较严）' },
          { value: '1.5', label: '1.5（按易燃气体，须写明理由）' },
        ],
      },
      {
        place: 'settings.severalCategories',
        title: '一种物质有几个类别时',
        kind: 'choice',
        rare: true,
        hint: '不选取最大的 β',
        options: [
          { value: 'largest', label: '取最大的 β' },
          { value: 'ask', label: '由评估人指定 β' },
        ],
      },
    ],
    answer: [
      { place: 'level', title: '级别', main: true, none: '不分级' },
      { place: 'major', title: '构成重大危险源', words: { true: '构成', false: '不构成' } },
      { place: 'S', title: 'S（辨识指标）' },
      { place: 'R', title: 'R（分级指标）' },
      { place: 'alpha', title: 'α（厂外人员修正系数）' },
    ],
    example: {
      unit: 'storage',
      exposedPeople: '60',
      'held.0.substance': '液氨',
      'held.0.quantity_t': '12',
    },
    open: true,
  },
  {
    rule: 'hazard-source.review',
    title: '重大危险源复评期限',
    subject: 'major-hazard',
    intro: '上次辨识、评估、分级之后，到哪一天必须重新进行；发生规定的变化时立即重新进行。',
    fields: [
      { place: 'assessed', title: '上次辨识评估日', kind: 'day', need: true },
      {
        place: 'events',
        title: '其后发生的变化',
        kind: 'rows',
        row: '项',
        fields: [
          { place: 'on', title: '日期', kind: 'day' },
          { place: 'kind', title: '变化', kind: 'choice', options: 'review-events' },
        ],
      },
    ],
    answer: [
      { place: 'due', title: '最迟重新辨识评估日', main: true },
      { place: 'overdue', title: '已经逾期' },
      {
        place: 'because',
        title: '原因',
        words: {
          interval: '三年期满',
          'unit-changed': '装置、设施新建、改建、扩建',
          'process-changed': '危险化学品种类、数量、工艺改变',
          'surroundings-changed': '外界环境改变',
          accident: '发生事故造成伤亡',
          'standard-changed': '有关标准改变',
        },
      },
    ],
    example: { assessed: '2019-06-18' },
    open: true,
  },
  {
    rule: 'risk.lec',
    title: '作业条件危险性（LEC）',
    subject: 'risk',
    intro: 'D = L × E × C，分值从表中选。档界归属和 160 分是否列为重大是设置，会写进计算过程。',
    fields: [
      { place: 'L', title: '可能性 L', kind: 'choice', options: 'lec-L', need: true },
      { place: 'E', title: '暴露频繁程度 E', kind: 'choice', options: 'lec-E', need: true },
      { place: 'C', title: '后果 C', kind: 'choice', options: 'lec-C', need: true },
      {
        place: 'settings.majorFrom',
        title: '列为重大风险',
        kind: 'choice',
        rare: true,
        hint: '不选按 320 分',
        options: [
          { value: '320', label: '320 分以上' },
          { value: '160', label: '160 分以上' },
        ],
      },
    ],
    answer: [{ place: 'D', title: 'D（危险性分值）' }, ...riskAnswer],
    example: { L: '3', E: '6', C: '15' },
    open: true,
  },
  {
    rule: 'risk.ls',
    title: '风险矩阵（LS）',
    subject: 'risk',
    intro: 'R = L × S，可能性与严重性各取 1～5 分。',
    fields: [
      { place: 'L', title: '可能性 L', kind: 'choice', options: 'ls-L', need: true },
      { place: 'S', title: '严重性 S', kind: 'choice', options: 'ls-S', need: true },
    ],
    answer: [{ place: 'R', title: 'R（风险值）' }, ...riskAnswer],
    example: { L: '3', S: '4' },
    open: true,
  },
  {
    rule: 'criteria.match',
    title: '按现场情况找判定情形',
    subject: 'enforcement',
    intro:
      '写一句现场看到的情况，列出当日有效、可能对应的重大隐患判定情形、罚则和检查事项。只供参考，判定由执法人员作出。',
    fields: [
      { place: 'text', title: '现场情况', kind: 'text', need: true, hint: '煤气柜没有装低压报警' },
      { place: 'sector', title: '行业领域', kind: 'choice', options: 'sectors' },
    ],
    answer: [
      { place: 'answer', title: '结论', main: true },
      ...(['criteria:判定情形', 'penalties:罚则', 'checklist:检查事项'] as const).map((pair) => {
        const [place = '', title = ''] = pair.split(':');
        return {
          place,
          title,
          none: '没有',
          of: [
            { place: 'text', title: '内容' },
            { place: 'cite', title: '依据' },
            { place: 'score', title: '相近程度' },
          ],
        };
      }),
    ],
    example: { text: '煤气柜没有装低压报警', sector: 'metallurgy' },
    open: true,
  },
];
