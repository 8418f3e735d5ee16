import { type Flow, flow } from '#kernel';
import { enterprisePeople, managers, officers } from './roles.ts';
import { selfStateWords } from './words.ts';

export type SelfState = 'found' | 'assigned' | 'rectified' | 'closed';
const LAW = '安全生产法(2021) §41.2';
const takeOver = {
  to: 'found',
  title: '转入监管闭环',
  by: officers,
  needs: ['reason'],
  cite: '安全生产法(2021) §65',
} as const;

/** 自查自改: what an enterprise finds and mends by itself. A shorter table of its own, not the common one with flags. */
export const selfFlow: Flow<SelfState> = flow<SelfState>({
  name: 'hazards.self',
  title: '企业自查自改',
  start: 'found',
  states: {
    found: { title: selfStateWords.found! },
    assigned: { title: selfStateWords.assigned! },
    rectified: { title: selfStateWords.rectified! },
    closed: { title: selfStateWords.closed!, final: true },
  },
  needs: {
    person: '责任人',
    dueOn: '整改期限',
    measure: '整改措施',
    note: '情况说明',
    photos: '现场照片',
    reason: '理由',
  },
  moves: {
    found: {
      arrange: { to: 'assigned', title: '安排整改', by: managers, needs: ['measure', 'person', 'dueOn'], cite: LAW },
      elevate: { to: 'same', title: '上报镇里', by: managers, needs: ['reason'], cite: LAW },
      takeOver,
    },
    assigned: {
      arrange: { to: 'assigned', title: '调整安排', by: managers, needs: ['measure', 'person', 'dueOn'], cite: LAW },
      mend: { to: 'rectified', title: '整改完成', by: enterprisePeople, needs: ['note', 'photos'], cite: LAW },
      takeOver,
    },
    rectified: {
      confirm: { to: 'closed', title: '确认销号', by: managers, needs: ['note'], cite: LAW },
      giveBackSelf: { to: 'assigned', title: '退回重改', by: managers, needs: ['reason'], cite: LAW },
      takeOver,
    },
    closed: {
      reopenSelf: { to: 'assigned', title: '重开', by: managers, needs: ['reason', 'dueOn'], cite: LAW },
      takeOver,
    },
  },
});
