import { type Flow, flow, type Move } from '#kernel';
import { countyOfficers, managers, officers, townOfficers } from './roles.ts';
import { type HazardState, stateWords } from './words.ts';

type M = Move<HazardState>;
const SAFETY_LAW = '安全生产法(2021)';

/** Acts open wherever a hazard is not yet closed; none of them changes the state. */
const whileOpen: Record<string, M> = {
  escalate: { to: 'same', title: '逐级上报', by: officers, needs: ['reason'], cite: '泽应急发〔2022〕63号 二(一)' },
  supervise: {
    to: 'same',
    title: '挂牌督办',
    by: countyOfficers,
    needs: ['supervisedBy', 'notice'],
    cite: `${SAFETY_LAW} §41.3`,
  },
  askAnalysis: {
    to: 'same',
    title: '请专家会诊',
    by: officers,
    needs: ['expert', 'question'],
    cite: '泽应急发〔2022〕63号 二(一)',
  },
  giveAnalysis: {
    to: 'same',
    title: '填写会诊意见',
    by: ['expert'],
    needs: ['text'],
    cite: '泽应急发〔2022〕63号 二(一)',
  },
  convert: { to: 'same', title: '提请立案', by: officers, needs: ['reason'], cite: `${SAFETY_LAW} §102` },
};
const transfer: M = {
  to: 'transferred',
  title: '移送',
  by: officers,
  needs: ['department', 'reason'],
  cite: '泽应急发〔2022〕63号 六(一)',
};
const giveBack: M = {
  to: 'assigned',
  title: '退回重改',
  by: officers,
  needs: ['reason'],
  cite: `${SAFETY_LAW} §65(3)`,
};

/** 监管闭环: the common loop of every finding that the bureau or a town carries (N2.1). */
export const commonFlow: Flow<HazardState> = flow<HazardState>({
  name: 'hazards.common',
  title: '隐患监管闭环',
  start: 'found',
  states: {
    found: { title: stateWords.found },
    judged: { title: stateWords.judged },
    assigned: { title: stateWords.assigned },
    rectified: { title: stateWords.rectified },
    verified: { title: stateWords.verified },
    transferred: { title: stateWords.transferred },
    closed: { title: stateWords.closed, final: true },
  },
  needs: {
    level: '级别',
    reason: '理由',
    measure: '整改措施',
    person: '责任人',
    moneyYuan: '资金',
    dueOn: '整改期限',
    plan: '应急预案',
    note: '情况说明',
    photos: '现场照片',
    until: '延期至',
    supervisedBy: '挂牌级别',
    notice: '督办通知书文号',
    expert: '专家',
    question: '会诊问题',
    text: '会诊意见',
    department: '接收部门',
    reply: '部门回复',
    result: '结果',
  },
  moves: {
    found: {
      judge: { to: 'judged', title: '判定', by: officers, needs: ['level', 'reason'], cite: `${SAFETY_LAW} §118、§41` },
      dismiss: { to: 'closed', title: '不构成隐患', by: officers, needs: ['reason'], cite: `${SAFETY_LAW} §65` },
      transfer,
      ...whileOpen,
    },
    judged: {
      judge: {
        to: 'judged',
        title: '重新判定',
        by: officers,
        needs: ['level', 'reason'],
        cite: `${SAFETY_LAW} §118、§41`,
      },
      assign: {
        to: 'assigned',
        title: '派发',
        by: officers,
        needs: ['measure', 'person', 'moneyYuan', 'dueOn', 'plan'],
        cite: `${SAFETY_LAW} §65(3)`,
      },
      transfer,
      ...whileOpen,
    },
    assigned: {
      rectify: {
        to: 'rectified',
        title: '整改完成',
        by: managers,
        needs: ['note', 'photos'],
        cite: `${SAFETY_LAW} §41.2`,
      },
      askExtension: {
        to: 'same',
        title: '申请延期',
        by: managers,
        needs: ['until', 'reason'],
        cite: `${SAFETY_LAW} §65(3)`,
      },
      grantExtension: { to: 'same', title: '同意延期', by: officers, needs: ['reason'], cite: `${SAFETY_LAW} §65(3)` },
      refuseExtension: {
        to: 'same',
        title: '不同意延期',
        by: officers,
        needs: ['reason'],
        cite: `${SAFETY_LAW} §65(3)`,
      },
      transfer,
      ...whileOpen,
    },
    rectified: {
      verify: {
        to: 'verified',
        title: '复查合格',
        by: officers,
        needs: ['note', 'photos'],
        cite: `${SAFETY_LAW} §65(3)`,
      },
      giveBack,
      ...whileOpen,
    },
    verified: {
      close: {
        to: 'closed',
        title: '销号',
        by: [...countyOfficers, ...townOfficers],
        needs: [],
        cite: '泽应急发〔2022〕63号 二(一)',
      },
      giveBack,
      ...whileOpen,
    },
    transferred: {
      conclude: {
        to: 'closed',
        title: '移送办结',
        by: officers,
        needs: ['reply'],
        cite: '泽应急发〔2022〕63号 六(一)',
      },
      takeBack: {
        to: 'judged',
        title: '收回自办',
        by: officers,
        needs: ['reason'],
        cite: '泽应急发〔2022〕63号 六(一)',
      },
    },
    closed: {
      reopen: {
        to: 'assigned',
        title: '重开',
        by: officers,
        needs: ['reason', 'dueOn'],
        cite: '泽应急发〔2022〕63号 二(一)',
      },
      lookBack: {
        to: 'same',
        title: '回头看',
        by: officers,
        needs: ['result', 'note'],
        cite: '泽应急发〔2022〕63号 二(一)',
      },
    },
  },
});
