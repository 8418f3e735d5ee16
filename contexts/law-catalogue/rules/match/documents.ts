import { type Checked, type Day, weakest } from '#kernel';
import type { Law } from '../../domain/law.ts';
import { type Sector, sectors } from '../../domain/words.ts';

/** The parts of the law a finding is matched with; a phone carries the editions and the table only. */
export type MatchSource = Pick<Law, 'editions' | 'matching'> &
  Partial<Pick<Law, 'provisions' | 'checklists' | 'sectorChecklists' | 'instruments'>>;

export type MatchKind = 'criterion' | 'penalty' | 'checklist';

/** One thing a finding may come under. */
export interface MatchDocument {
  id: string;
  kind: MatchKind;
  /** Null: of any sector. */
  sector: Sector | null;
  text: string;
  /** Ways to meet it, any one of which is enough; empty when the text says it all. */
  sub: readonly string[];
  clause: string;
  cite: string;
  checked: Checked;
  from: Day;
  to: Day | null;
  /** Criteria a checklist item points to. */
  criteria: readonly string[];
}

/** Standing lists that are named otherwise than the sector whose criteria they check; null for every enterprise. */
const listSectors: Record<string, Sector | null> = {
  common: null,
  steel: 'metallurgy',
  aluminium: 'nonferrous',
  foundry: 'machinery',
};

function sectorOfList(sector: string): Sector | null {
  if (sector in listSectors) return listSectors[sector] ?? null;
  return sectors.find((each) => each === sector) ?? null;
}

function criteria({ editions }: MatchSource): MatchDocument[] {
  return editions.flatMap((edition) =>
    edition.criteria.map(({ id, sector, text, sub, clause, cite, checked, from, to }) => ({
      id,
      kind: 'criterion' as const,
      sector,
      text,
      sub: sub.map((each) => each.text),
      clause,
      cite,
      checked,
      from,
      to,
      criteria: [],
    })),
  );
}

function penalties({ provisions }: MatchSource): MatchDocument[] {
  return [...(provisions?.values() ?? [])].map(({ id, act, name, cite, checked, from, to }) => ({
    id,
    kind: 'penalty' as const,
    sector: null,
    text: act,
    sub: [],
    clause: name,
    cite,
    checked,
    from,
    to,
    criteria: [],
  }));
}

function checklists({ checklists: dated, sectorChecklists, instruments }: MatchSource): MatchDocument[] {
  const campaign = [...(dated?.values() ?? [])].flatMap((list) =>
    list.items.map(
      (item): MatchDocument => ({
        id: item.id,
        kind: 'checklist',
        sector: null,
        text: item.text,
        sub: [],
        clause: list.title,
        cite: item.basis.map(({ cite }) => cite).join('；'),
        checked: item.checked,
        from: list.from,
        to: instruments?.get(list.instrument)?.to ?? null,
        criteria: item.criteria,
      }),
    ),
  );
  const standing = [...(sectorChecklists?.values() ?? [])].flatMap((list) =>
    list.items.map(
      (item): MatchDocument => ({
        id: item.id,
        kind: 'checklist',
        sector: sectorOfList(list.sector),
        text: item.text,
        sub: [],
        clause: list.title,
        cite: item.basis.map(({ cite }) => cite).join('；'),
        checked: weakest(item.basis.map((each) => each.checked)),
        from: list.from,
        to: null,
        criteria: item.criteria,
      }),
    ),
  );
  return [...campaign, ...standing];
}

/** Everything of a law a finding can be matched with. */
export function documentsOf(source: MatchSource): MatchDocument[] {
  return [...criteria(source), ...penalties(source), ...checklists(source)];
}
