/** What the queries of this context answer, as it arrives. */
import type { Campaign, Chapter, KeyPeriod, NoticeFile, Task } from '../domain/notice.ts';
import type { Progress } from '../domain/progress.rule.ts';

/** What a task's measure found: `n` of `of`, by town, and the desk path of its rows. */
export interface FigureShown {
  n: number;
  of: number | null;
  rows: string;
  unit: string;
  title: string;
  byTown: Readonly<Record<string, { n: number; of: number | null }>>;
}

export interface BoardTask extends Task {
  /** Filled in by the county where the notice only names a list. */
  text: string | null;
  figure: FigureShown | null;
  progress: Progress;
  trend: { day: string; n: number | null }[] | null;
  weekDelta: number | null;
}

/** Answer of `programme.board`. */
export interface Board {
  notices: { id: string; number: string; title: string; year: number }[];
  document: NoticeFile['document'];
  chapters: Chapter[];
  keyPeriods: KeyPeriod[];
  today: string;
  campaigns: Campaign[];
  tasks: BoardTask[];
}

export interface ChecklistItemShown {
  id: string;
  group: string;
  area: string;
  text: string;
  how: string;
  basis: readonly { instrument: string; clause?: string; cite: string }[];
  criteria: readonly string[];
  checked: string;
}

export interface ChecklistShown {
  id: string;
  title: string;
  areas: readonly { id: string; title: string }[];
  groups: readonly { id: string; area: string; title: string; checked: string; note?: string }[];
  items: readonly ChecklistItemShown[];
}

export interface CheckShown {
  item: string;
  result: 'pass' | 'fail' | 'not-applicable';
  hazard: string | null;
  /** Whether that hazard is still open; absent while the server does not tell. */
  hazardOpen?: boolean;
  checkedOn: string;
  checkedByName: string;
  note: string | null;
}

export interface FirmShown {
  id: string;
  name: string;
  town: string;
  sector: string;
  flags: string[];
  open: number;
  overdue: number;
  checks: CheckShown[];
}

/** Answer of `programme.campaign`. */
export interface CampaignAnswer {
  campaign: Campaign;
  today: string;
  checklist: ChecklistShown | null;
  burnDown: {
    points: { day: string; open: number }[];
    ideal: { day: string; open: number }[];
    openNow: number;
    daysLeft: number;
  };
  enterprises: FirmShown[];
}
