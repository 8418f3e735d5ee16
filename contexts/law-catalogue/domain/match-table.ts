import type { Checked } from '#kernel';
import type { Sector } from './words.ts';

/** One notion and the words people use for it (概念): the first word is the one shown. */
export interface Concept {
  id: string;
  words: readonly string[];
  /** Wider notions it also stands for, at part of the weight: 煤气柜 is also 煤气. */
  broader?: readonly string[] | undefined;
  /** Sectors a finding that names it probably comes from. */
  sector?: readonly Sector[] | undefined;
  /** Its presence is the fault (积水、裂缝): said not to be there, all is well. */
  fault?: true | undefined;
  /** Its presence is the fault in the wrong place (吊运跨里的休息室): that it was fitted is no praise. */
  presence?: true | undefined;
  /** Found everywhere (报警、台账): with nothing more telling beside it, nothing is matched. */
  general?: true | undefined;
  /** How much it tells, 1 when left out. */
  weight?: number | undefined;
}

/** Notions that together point to provisions which speak in general terms (指向): 没有 + 报警 → 安全设备的安装不符合标准. */
export interface Cue {
  /** Ids of provisions, one an edition. */
  for: readonly string[];
  /** One notion of every group must be said. */
  all: readonly (readonly string[])[];
  /** Something must be said to be lacking. */
  lack?: true | undefined;
  /** A criterion must have been matched. */
  criterion?: true | undefined;
  /** What it adds to the score. */
  worth: number;
  means: string;
}

/** Everyday words and words of law side by side (词语对照表): the data `criteria.match` reads a finding with. Plain JSON. */
export interface MatchTable {
  note: string;
  checked: Checked;
  /** Words that say something is not there. */
  lack: readonly string[];
  /** Words that say something is as it should be. */
  sound: readonly string[];
  /** Words that say something was fitted. */
  fitted: readonly string[];
  /** Words that say a fault was not found. */
  unseen: readonly string[];
  /** Words that tell nothing. */
  plain: readonly string[];
  cues: readonly Cue[];
  concepts: readonly Concept[];
}

/** The part of the law `criteria.match` adds. */
export interface MatchLaw {
  matching: MatchTable;
}
