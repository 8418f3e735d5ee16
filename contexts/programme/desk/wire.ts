/** What the queries of this context answer, as it arrives. */
import type { EnterpriseState } from '../domain/campaign.rule.ts';
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
  /** Whether that hazard is still open. */
  hazardOpen: boolean;
  checkedOn: string;
  checkedByName: string;
  note: string | null;
}

/** One row of the ledger `programme.roster`. */
export interface FirmShown {
  id: string;
  name: string;
  /** Its name; the code beside it. */
  town: string;
  townCode: string;
  sector: string;
  flags: string[];
  /** The flags in words. */
  risks: string;
  open: number;
  overdue: number;
  /** Items that concern the enterprise, how many were looked at, how many of those stand at 不合格. */
  items: number;
  checked: number;
  failing: number;
  state: EnterpriseState;
  /** Looks at its items, also at those that no longer concern it. */
  checks: CheckShown[];
  can: string[];
}

/** How many enterprises stand how, their items, and what is still open there. */
export interface CampaignSum extends Readonly<Record<EnterpriseState, number>> {
  firms: number;
  items: number;
  checked: number;
  open: number;
  overdue: number;
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
  /** All of it; of one town when one was asked for. */
  sum: CampaignSum;
  /** By town, in the order of their codes. */
  towns: (CampaignSum & { town: string })[];
}
