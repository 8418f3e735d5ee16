import { accidentWords, stageWords, subjectWords } from '../penalty.ts';
import type { AnswerLine, Calculator, Field } from './field.ts';

const listed = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const caseFields: readonly Field[] = [
  {
    place: 'provision',
    title: '罚则',
    kind: 'text',
    need: true,
    suggest: 'provisions',
    hint: '安全生产法§102，分项的写 安全生产法§99(2)',
  },
  { place: 'subject', title: '处罚对象', kind: 'choice', need: true, options: listed(subjectWords) },
  { place: 'stage', title: '阶段', kind: 'choice', need: true, options: listed(stageWords) },
  { place: 'facts.actEndedOn', title: '违法行为终了之日', kind: 'day', hint: '新旧法之间从旧兼从轻' },
  { place: 'facts.accident', title: '事故等级', kind: 'choice', options: listed(accidentWords), rare: true },
  { place: 'facts.deaths', title: '死亡', kind: 'number', unit: '人', rare: true },
  { place: 'facts.seriousInjuries', title: '重伤', kind: 'number', unit: '人', rare: true },
  { place: 'facts.loss_yuan', title: '直接经济损失', kind: 'number', unit: '元', rare: true },
  { place: 'facts.income_yuan', title: '个人上一年年收入', kind: 'number', unit: '元', rare: true },
  { place: 'facts.illegalGain_yuan', title: '违法所得', kind: 'number', unit: '元', rare: true, hint: '没有填 0' },
  { place: 'facts.oreValue_yuan', title: '采出矿产品市场价值', kind: 'number', unit: '元', rare: true },
  { place: 'facts.originalFine_yuan', title: '按日计罚：原处罚数额', kind: 'number', unit: '元', rare: true },
  { place: 'facts.orderedOn', title: '按日计罚：责令改正之日', kind: 'day', rare: true },
  { place: 'facts.refusedUntil', title: '按日计罚：拒不改正到', kind: 'day', rare: true },
  { place: 'facts.serious', title: '情节严重', kind: 'flag', rare: true },
  { place: 'facts.egregious', title: '情节特别严重、影响特别恶劣', kind: 'flag', rare: true },
  { place: 'facts.investor', title: '被罚的是个人经营的投资人', kind: 'flag', rare: true },
];

const bandLines: readonly AnswerLine[] = [
  { place: 'min_yuan', title: '最低', unit: '元', money: true },
  { place: 'max_yuan', title: '最高', unit: '元', money: true },
];
const other: AnswerLine = { place: 'other', title: '并处及其他', none: '没有' };

/** Calculators of enforcement (执法办案). */
export const enforcementCalculators: readonly Calculator[] = [
  {
    rule: 'penalty.range',
    title: '罚款幅度',
    subject: 'enforcement',
    intro: '按罚则、对象和阶段列出当日有效的罚款幅度。日期填作出决定之日；行为终了在旧法时期的，填上终了之日。',
    dayTitle: '决定之日',
    fields: caseFields,
    answer: [
      { ...(bandLines[0] as AnswerLine), main: true },
      { ...(bandLines[1] as AnswerLine), main: true },
      { place: 'fined', title: '有罚款' },
      { place: 'mode', title: '是否必须', words: { must: '处（应当罚款）', may: '可以处' }, quiet: true },
      { place: 'act', title: '违法行为' },
      { place: 'provision', title: '适用' },
      other,
    ],
    example: { provision: '安全生产法§102', subject: 'enterprise', stage: 'first' },
    open: true,
  },
  {
    rule: 'penalty.propose',
    title: '罚款裁量建议',
    subject: 'enforcement',
    intro: '在幅度内按裁量基准和情节给出建议数额与每一步的理由；基准没有核实时只列幅度。由人决定。',
    dayTitle: '决定之日',
    fields: [
      ...caseFields,
      {
        place: 'scope',
        title: '领域',
        kind: 'choice',
        options: [
          { value: 'industrial-trade', label: '工贸' },
          { value: 'mine', label: '矿山' },
        ],
      },
      { place: 'counts.hazards', title: '一般事故隐患数', kind: 'number', unit: '条' },
      { place: 'counts.places', title: '处数', kind: 'number', unit: '处', rare: true },
      { place: 'counts.persons', title: '人次', kind: 'number', unit: '人次', rare: true },
      { place: 'counts.sets', title: '台（套）数', kind: 'number', unit: '台（套）', rare: true },
      { place: 'counts.staff', title: '从业人员数', kind: 'number', unit: '人', rare: true },
      { place: 'counts.investment_yuan', title: '项目投资额', kind: 'number', unit: '元', rare: true },
      {
        place: 'circumstances',
        title: '从轻、减轻、从重、不罚的情节',
        kind: 'rows',
        row: '项',
        fields: [
          { place: 'id', title: '情节', kind: 'choice', options: 'circumstances' },
          { place: 'mitigate', title: '减轻到下限以下', kind: 'flag' },
          { place: 'evidence', title: '证据', kind: 'text' },
        ],
      },
    ],
    answer: [
      {
        place: 'outcome',
        title: '建议',
        words: {
          fine: '罚款',
          'no-fine': '不提罚款（落点为 0 元）',
          'band-only': '只列幅度，不提数额',
          'no-penalty': '不予处罚',
          'may-exempt': '可以不予处罚',
        },
        main: true,
      },
      { place: 'amount_yuan', title: '建议数额', unit: '元', money: true, main: true, none: '不提数额' },
      ...bandLines,
      { place: 'tier.tier', title: '裁量阶次', quiet: true },
      { place: 'tier.condition', title: '阶次条件', quiet: true },
      { place: 'multiplier', title: '阶次内的位置', quiet: true },
      { place: 'reasons', title: '理由', none: '没有' },
      { place: 'procedure', title: '程序', none: '没有特别要求' },
      { place: 'provision', title: '适用' },
      other,
    ],
    example: { provision: '安全生产法§102', subject: 'enterprise', stage: 'first', scope: 'industrial-trade' },
    open: false,
  },
  {
    rule: 'deadline.of',
    title: '法定期限届满之日',
    subject: 'enforcement',
    intro: '按工作日或自然日计算，放假和补班已计入。按小时计的期限，起算写到时刻，如 2022-03-14T09:30:00+08:00。',
    fields: [
      { place: 'clock', title: '期限', kind: 'choice', options: 'clocks', need: true },
      { place: 'from', title: '起算事件发生于', kind: 'text', hint: '2022-09-28', need: true },
      {
        place: 'events',
        title: '不计入期限的时间',
        kind: 'rows',
        row: '段',
        fixed: { kind: 'suspend' },
        fields: [
          { place: 'from', title: '起', kind: 'day' },
          { place: 'to', title: '止', kind: 'day' },
          { place: 'reason', title: '事由', kind: 'text', hint: '听证、检测、鉴定' },
        ],
      },
      {
        place: 'events',
        title: '批准的延长',
        kind: 'rows',
        row: '次',
        fixed: { kind: 'extend' },
        fields: [
          { place: 'on', title: '批准之日', kind: 'day' },
          { place: 'by', title: '批准人', kind: 'text', hint: '本机关负责人' },
        ],
      },
    ],
    answer: [
      { place: 'due', title: '届满之日', main: true },
      { place: 'opens', title: '最早可办之日', quiet: true },
      { place: 'title', title: '期限' },
      { place: 'starts', title: '起算' },
      { place: 'from', title: '起算日' },
      { place: 'whose', title: '谁的期限', words: { party: '当事人', agency: '机关', court: '人民法院' } },
    ],
    example: { clock: 'hearing-request', from: '2022-09-29' },
    open: true,
  },
];
