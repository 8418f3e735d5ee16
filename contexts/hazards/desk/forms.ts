/** One form for every move of both flows. Titles, clauses and what must be there come from the flow tables, not from here. */
import type { ReactNode } from 'react';
import type { Move } from '#kernel';
import type { ActField, ActForm, Options, Values } from '#kernel/ui';
import { loopOf } from '../domain/loop.ts';
import { levelWords, lookBackWords, selfStateWords, stateWords, supervisionWords } from '../domain/words.ts';
import type { Hazard } from '../subjects.ts';

/** What of a hazard a form looks at: rows of the ledger and of 待办 have less than the record. */
export type Formable = Pick<Hazard, 'id' | 'version'> & {
  loop: string;
  state: string;
  level: string;
  dueOn: string | null;
} & Partial<Pick<Hazard, 'criterion' | 'measure' | 'person' | 'moneyYuan' | 'plan'>>;

/** What a form cannot know by itself. */
export interface FormParts {
  today: string;
  /** Draws the choice of a criterion; the value is its id. */
  criterion: (h: Formable) => NonNullable<ActField['render']>;
  experts: Options;
  intro?: (h: Formable, verb: string, move: Move<string>) => ReactNode;
}

type FieldSpec = Omit<ActField, 'title'> & { title?: string };

interface Spec {
  fields: (h: Formable, parts: FormParts) => readonly FieldSpec[];
  start?: (h: Formable) => Values;
  /** What is wrong with what is there; the fields' own emptiness is seen to elsewhere. */
  missing?: (values: Values, h: Formable, parts: FormParts) => string[];
  shape?: (values: Values) => Values;
  danger?: boolean;
}

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const reason = (phrases: readonly string[] = [], max = 500): FieldSpec => ({
  place: 'reason',
  kind: 'lines',
  max,
  phrases,
});
const dueOn: FieldSpec = { place: 'dueOn', kind: 'day' };
const measure: FieldSpec = {
  place: 'measure',
  kind: 'lines',
  max: 1000,
  phrases: ['立即停用并设警戒', '更换损坏部件并试运行', '补装防护设施', '清理现场并恢复通道'],
};
const person: FieldSpec = { place: 'person', kind: 'text', max: 40, hint: '企业内落实整改的人' };
const photos: FieldSpec = { place: 'photos', kind: 'files', most: 12, hint: '从电脑选取的照片会标明“来自相册”' };

/** Photos chosen at a desk come from a folder, never straight from the camera: the record says so. */
export const photosSent = (values: Values): Values =>
  Array.isArray(values.photos)
    ? { ...values, photos: (values.photos as string[]).map((sha256) => ({ sha256, fromAlbum: true })) }
    : values;

const evidence = (phrases: readonly string[]): Spec => ({
  fields: () => [{ place: 'note', kind: 'lines', max: 1000, phrases }, photos],
  shape: photosSent,
});
const onlyReason = (phrases: readonly string[] = [], more: Partial<Spec> = {}): Spec => ({
  fields: () => [reason(phrases)],
  ...more,
});
const notPast = (values: Values, _h: Formable, { today }: FormParts): string[] =>
  typeof values.dueOn === 'string' && values.dueOn < today ? ['不早于今天的整改期限'] : [];
const reopening: Spec = { fields: () => [reason(['回头看发现同类问题', '整改后反弹']), dueOn], missing: notPast };
const arranging: Spec = {
  fields: () => [measure, person, dueOn],
  start: (h) => ({ measure: h.measure ?? undefined, person: h.person ?? undefined, dueOn: h.dueOn ?? undefined }),
  missing: notPast,
};
const verdict = onlyReason(['情况属实，同意', '理由不充分，按原期限整改']);

/** Fields of each move, in the order of the work; the order is also that of the menus. */
const specs: Readonly<Record<string, Spec>> = {
  judge: {
    fields: (h, parts) => [
      { place: 'level', kind: 'choice', options: optionsOf({ general: levelWords.general, major: levelWords.major }) },
      {
        place: 'criterion',
        title: '判定标准条目',
        kind: 'custom',
        need: (v) => v.level === 'major',
        show: (v) => v.level === 'major',
        render: parts.criterion(h),
      },
      { ...reason(['危害和整改难度较小，发现后能够立即整改', '符合所引判定标准条目的情形']), title: '判定理由' },
    ],
    start: (h) => (h.level === 'unjudged' ? {} : { level: h.level, criterion: h.criterion ?? undefined }),
  },
  grantExtension: verdict,
  assign: {
    fields: () => [
      measure,
      person,
      { place: 'moneyYuan', kind: 'number', min: 0, max: 1e10, digits: 2, unit: '元', hint: '不需花钱的填 0' },
      dueOn,
      {
        place: 'plan',
        kind: 'lines',
        max: 1000,
        phrases: ['整改前停止相关作业，撤出人员', '专人监护，设置警戒标志', '按企业现场处置方案执行'],
      },
    ],
    start: (h) => ({
      measure: h.measure ?? undefined,
      person: h.person ?? undefined,
      moneyYuan: h.moneyYuan ? Number(h.moneyYuan) : undefined,
      plan: h.plan ?? undefined,
    }),
    missing: notPast,
  },
  arrange: arranging,
  rectify: evidence(['已按措施整改到位', '已更换并试运行正常']),
  mend: evidence(['已按措施整改到位', '已更换并试运行正常']),
  verify: evidence(['现场复查，已整改到位', '查验资料和现场，符合要求']),
  close: { fields: () => [{ place: 'note', kind: 'lines', max: 1000 }] },
  confirm: { fields: () => [{ place: 'note', kind: 'lines', max: 1000, phrases: ['现场确认，已整改到位'] }] },
  conclude: { fields: () => [{ place: 'reply', kind: 'lines', max: 1000 }] },
  lookBack: {
    fields: () => [
      { place: 'result', kind: 'choice', options: optionsOf(lookBackWords) },
      { place: 'note', kind: 'lines', max: 1000, phrases: ['整改效果保持良好', '同类问题再次出现'] },
    ],
  },
  reopen: reopening,
  reopenSelf: reopening,
  askExtension: {
    fields: () => [{ place: 'until', kind: 'day' }, reason(['备件采购周期较长', '需停产检修时一并整改'])],
    missing: (v, h) =>
      typeof v.until === 'string' && h.dueOn && v.until <= h.dueOn ? [`晚于现期限 ${h.dueOn} 的延期日`] : [],
  },
  refuseExtension: verdict,
  giveBack: onlyReason(['整改措施未落实到位', '照片不能证明已整改']),
  giveBackSelf: onlyReason(['整改措施未落实到位', '照片不能证明已整改']),
  giveAnalysis: { fields: () => [{ place: 'text', kind: 'lines', max: 4000 }] },
  askAnalysis: {
    fields: (_h, parts) => [
      { place: 'expert', kind: 'choice', options: parts.experts, hint: '从专家库中选择' },
      { place: 'question', kind: 'lines', max: 1000, phrases: ['请判断是否构成重大隐患', '请提出整改措施'] },
    ],
  },
  supervise: {
    fields: () => [
      { place: 'supervisedBy', kind: 'choice', options: optionsOf(supervisionWords) },
      { place: 'notice', kind: 'text', max: 80, hint: '如 泽安挂牌〔2022〕3号' },
    ],
  },
  escalate: onlyReason(['超出本级职权', '整改需上级协调']),
  elevate: onlyReason(['本企业无力整改', '涉及周边单位']),
  takeOver: onlyReason(['企业未按期自行整改', '问题较重，需监督整改']),
  transfer: {
    fields: () => [
      { place: 'department', kind: 'text', max: 60, hint: '如 县消防救援大队' },
      reason(['属其他部门法定职责']),
    ],
  },
  takeBack: onlyReason(['接收部门退回', '经核实属本部门职责']),
  convert: onlyReason(['拒不整改', '构成重大隐患且未采取措施消除']),
  dismiss: onlyReason(['经核实不违反规定', '与已登记的隐患重复'], { danger: true }),
};

/** `grantExtension` → `hazards.grant-extension`: a move and its command bear one name. */
export const commandOf = (verb: string): string =>
  `hazards.${verb.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const wordAfter = (h: Formable, verb: string, move: Move<string>): string => {
  const to = move.to === 'same' ? h.state : move.to;
  // 上报镇里 and 转入监管闭环 lead out of the enterprise's own table into the common one.
  const words: Readonly<Record<string, string>> =
    h.loop === 'self' && verb !== 'takeOver' && verb !== 'elevate' ? selfStateWords : stateWords;
  return words[verb === 'elevate' ? 'found' : to] ?? to;
};

/** The forms of every move that is open in the hazard's state, in working order; who may press which is for `can` to say. */
export function formsOf(h: Formable, parts: FormParts): ActForm[] {
  const flow = loopOf.of(h);
  const open = flow.moves[h.state] ?? {};
  return Object.entries(specs).flatMap(([verb, spec]) => {
    const move = open[verb];
    if (!move) return [];
    const fields = spec.fields(h, parts).map(
      (field): ActField => ({
        need: move.needs.includes(field.place),
        title: flow.needs[field.place] ?? field.place,
        ...field,
      }),
    );
    const { missing, shape } = spec;
    return [
      {
        name: commandOf(verb),
        title: move.title,
        given: { id: h.id, version: h.version },
        touches: ['programme', 'registry'],
        fields,
        said: () => `${move.title}已办，现为“${wordAfter(h, verb, move)}”`,
        ...(spec.start ? { start: spec.start(h) } : {}),
        ...(missing ? { missing: (values: Values) => missing(values, h, parts) } : {}),
        ...(shape ? { shape } : {}),
        ...(spec.danger ? { danger: true } : {}),
        ...(parts.intro ? { intro: parts.intro(h, verb, move) } : {}),
      },
    ];
  });
}

/** The usual next step of a state; a waiting extension comes before everything else. */
const next: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  common: {
    found: ['judge', 'giveAnalysis'],
    judged: ['assign', 'giveAnalysis'],
    assigned: ['grantExtension', 'rectify', 'giveAnalysis'],
    rectified: ['verify', 'giveAnalysis'],
    verified: ['close', 'giveAnalysis'],
    transferred: ['conclude'],
    closed: ['lookBack'],
  },
  self: {
    found: ['arrange', 'takeOver'],
    assigned: ['mend', 'takeOver'],
    rectified: ['confirm', 'takeOver'],
    closed: [],
  },
};

/**
 * The one primary act of a record: the usual next step among those the server says are open. Null when all that is open is out
 * of the ordinary (上报、移送 …): nothing then asks to be pressed.
 */
export function primaryOf(
  h: { loop: string; state: string; lookBackResult?: string | null },
  can: readonly string[],
): string | null {
  if (h.state === 'closed' && h.lookBackResult === 'fail' && can.includes(commandOf('reopen')))
    return commandOf('reopen');
  return (next[h.loop]?.[h.state] ?? []).map(commandOf).find((name) => can.includes(name)) ?? null;
}
