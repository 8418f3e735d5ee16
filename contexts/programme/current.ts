import { checklistOf } from '#law-catalogue';
import type { Campaign, Notice } from './domain/notice.ts';

let loaded: readonly Notice[] = [];
let edition = 0;

/** Puts the notices in force for this process: at start, and again when the county loads a new file. */
export function setNotices(notices: readonly Notice[]): void {
  loaded = notices;
  edition += 1;
}

/** How often notices were put in force: a figure made under earlier ones is no longer theirs. */
export const noticesEdition = (): number => edition;

/** Every notice of a county, oldest first; each says in `document.county` whose it is. */
export const notices = (county: string): readonly Notice[] => loaded.filter((n) => n.document.county === county);

/** A county's notice of that id, or its newest. */
export const noticeOf = (county: string, id?: string): Notice | null => {
  const own = notices(county);
  return id ? (own.find((n) => n.document.id === id) ?? null) : (own.at(-1) ?? null);
};

/** Every campaign of every notice of a county. */
export const campaigns = (county: string): readonly Campaign[] => notices(county).flatMap((n) => n.campaigns);
export const campaignOf = (county: string, id: string): Campaign | null =>
  campaigns(county).find((c) => c.id === id) ?? null;
/** The same of every county, each with whose it is. */
export const everyCampaign = (): readonly { county: string; campaign: Campaign }[] =>
  loaded.flatMap((n) => n.campaigns.map((campaign) => ({ county: n.document.county, campaign })));
/** What a campaign has checked: the items of its checklist; none when it has no list. */
export const itemsOf = (campaign: Campaign) => checklistOf(campaign.checklist)?.items ?? [];
