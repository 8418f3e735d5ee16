import { type Hazard, hazardNumber, type rounds } from '#hazards';
import { addDays, type Day, type Subject } from '#kernel';
import { findingFor } from '../findings.ts';
import type { DemoFirm } from '../making.ts';
import type { Dice } from '../random.ts';

/** Somebody who acts in the demonstration; without an account when only his name is known. */
export interface Doer {
  account: string;
  name: string;
  role: string;
}

export interface Doers {
  town: (code: string) => Doer;
  county: Doer;
  enterprise: (firm: DemoFirm) => Doer;
  expert: Doer;
}

export type Patch = Partial<Hazard>;

/** One act after the finding. */
export interface Step {
  at: string;
  doer: Doer;
  command: string;
  sentence: string;
  patch: Patch;
}

/** One round of a hazard: the row as it stands, and after which steps what of it was written. */
export interface Round {
  of: Subject<never>;
  id: string;
  row: Record<string, unknown>;
  told: { step: number; patch: Record<string, unknown> }[];
}

/** Begins a round with the last step told; its id is the hazard's but for the end, so that no dice are thrown for it. */
export function beginRound(
  story: Story,
  of: (typeof rounds)[keyof typeof rounds]['of'],
  columns: Record<string, unknown>,
): Round {
  const { row, steps } = story;
  const end = (parseInt(row.id.slice(-2), 16) + steps.length) % 256;
  const round: Round = {
    of: of as unknown as Subject<never>,
    id: `${row.id.slice(0, -2)}${end.toString(16).padStart(2, '0')}`,
    row: {},
    told: [],
  };
  story.rounds.push(round);
  goOn(story, round, { moved: false, hazard: row.id, town: row.town, enterprise: row.enterprise, ...columns });
  return round;
}

/** Writes more of a round with the last step told. */
export function goOn(story: Story, round: Round, patch: Record<string, unknown>): void {
  round.told.push({ step: story.steps.length - 1, patch });
  Object.assign(round.row, patch);
}

/** A hazard's history being told: the row as it stands, and how it came there. */
export interface Story {
  dice: Dice;
  firm: DemoFirm;
  doers: Doers;
  today: string;
  row: Hazard;
  steps: Step[];
  /** 会诊、延期、回头看 that happened on the way. */
  rounds: Round[];
  measure: string;
}

/** Working hours of that day in Beijing, as an instant. */
export const instantOn = (day: string, dice: Dice): string => {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day}T${two(dice.int(0, 9))}:${two(dice.int(0, 59))}:${two(dice.int(0, 59))}.000Z`;
};

export const later = (day: string, dice: Dice, low: number, high: number): string =>
  addDays(day as Day, dice.int(low, high));

/** Tells one more act, unless it would be after today; says whether it was told. */
export function step(
  story: Story,
  day: string,
  doer: Doer,
  command: string,
  sentence: string,
  patch: (at: string) => Patch,
): boolean {
  if (day > story.today) return false;
  const at = instantOn(day, story.dice);
  const changed = patch(at);
  story.steps.push({ at, doer, command, sentence, patch: changed });
  Object.assign(story.row, changed);
  return true;
}

/** Columns of a hazard nothing has happened to yet. */
const untouched = {
  judgeReason: null,
  criterion: null,
  lat: null,
  lng: null,
  datum: null,
  campaignItem: null,
  judgedBy: null,
  judgedAt: null,
  measure: null,
  person: null,
  moneyYuan: null,
  dueOn: null,
  plan: null,
  assignedBy: null,
  assignedAt: null,
  extensionUntil: null,
  extensions: 0,
  rectifiedBy: null,
  rectifiedAt: null,
  rectifiedNote: null,
  verifiedBy: null,
  verifiedAt: null,
  verifiedNote: null,
  closedBy: null,
  closedAt: null,
  closedOn: null,
  closeReason: null,
  returns: 0,
  reopens: 0,
  heldBy: 'town',
  escalatedAt: null,
  escalateReason: null,
  supervisedBy: null,
  supervisedOn: null,
  superviseNotice: null,
  analysis: 'none',
  analysisExpert: null,
  transferredTo: null,
  caseRequestedAt: null,
  caseReason: null,
  lookBackResult: null,
} as const;

const origins = [
  'self-check',
  'self-check',
  'self-check',
  'enterprise-report',
  'inspection',
  'inspection',
  'inspection',
  'expert',
  'public-report',
] as const;

/** The finding with which a story begins. */
export function begin(dice: Dice, firm: DemoFirm, foundOn: string, today: string, id: string, doers: Doers): Story {
  const origin = dice.pick(origins);
  const self = origin === 'self-check';
  const finder =
    self || origin === 'enterprise-report'
      ? doers.enterprise(firm)
      : origin === 'expert'
        ? doers.expert
        : doers.town(firm.town);
  const finding = findingFor(dice, firm.sector, firm.flags);
  const row: Hazard = {
    ...untouched,
    county: '',
    id,
    version: 1,
    number: hazardNumber(id, foundOn),
    enterprise: firm.id,
    enterpriseName: firm.name,
    town: firm.town,
    sector: firm.sector,
    flags: firm.flags,
    site: null,
    loop: self ? 'self' : 'common',
    origin,
    state: 'found',
    level: 'unjudged',
    category: finding.category as Hazard['category'],
    description: finding.text,
    place: finding.place,
    foundOn,
    foundAt: instantOn(foundOn, dice),
    foundBy: finder.account || null,
    foundByName: finder.name,
    responsible: firm.responsible,
  };
  return { dice, firm, doers, today, row, steps: [], rounds: [], measure: finding.measure };
}
