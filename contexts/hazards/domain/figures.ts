/** 五个数: what those who lead look at first, at the desk and on the phone. Each is counted by the roll-ups and opens the rows of its filter. */
import { type Counted, countCells, countOverdue, twelveMonths } from './dashboard.ts';
import type { HazardLevel } from './words.ts';

/** Who leads: sees the five figures first. */
export const leaders: readonly string[] = ['county-leader', 'county-admin', 'town-lead'];

/** One of the five. */
export interface LeadFigure {
  key: string;
  title: string;
  late?: true;
  /** What the ledger is asked for its rows. */
  rows: (today: string) => {
    open?: true;
    overdue?: true;
    level?: HazardLevel[];
    foundFrom?: string;
    closedFrom?: string;
    sort?: 'dueOn';
  };
  /** The figure, of one town where it is named. */
  n: (of: Counted, town?: string) => number;
}

const monthOf = (today: string): string => `${today.slice(0, 7)}-01`;
const thisMonth = (of: Counted, town: string | undefined) => twelveMonths(of, { town }).at(-1);

export const leadFigures: readonly LeadFigure[] = [
  {
    key: 'open',
    title: '未销号',
    rows: () => ({ open: true }),
    n: (of, town) => countCells(of, { town, open: true }),
  },
  {
    key: 'overdue',
    title: '逾期未整改',
    late: true,
    rows: () => ({ overdue: true, sort: 'dueOn' }),
    n: (of, town) => countOverdue(of, { town }),
  },
  {
    key: 'major',
    title: '重大未销号',
    rows: () => ({ level: ['major'], open: true }),
    n: (of, town) => countCells(of, { town, open: true, level: 'major' }),
  },
  {
    key: 'found',
    title: '本月新发现',
    rows: (today) => ({ foundFrom: monthOf(today) }),
    n: (of, town) => thisMonth(of, town)?.found ?? 0,
  },
  {
    key: 'closed',
    title: '本月销号',
    rows: (today) => ({ closedFrom: monthOf(today) }),
    n: (of, town) => thisMonth(of, town)?.closed ?? 0,
  },
];

/** The one of that key. */
export const leadFigure = (key: string): LeadFigure | undefined => leadFigures.find((one) => one.key === key);
