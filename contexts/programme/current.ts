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

/** Every notice loaded, oldest first. */
export const notices = (): readonly Notice[] => loaded;

/** The notice of that id, or the newest. */
export const noticeOf = (id?: string): Notice | null =>
  id ? (loaded.find((n) => n.document.id === id) ?? null) : (loaded.at(-1) ?? null);

/** Every campaign of every notice loaded. */
export const campaigns = (): readonly Campaign[] => loaded.flatMap((n) => n.campaigns);
export const campaignOf = (id: string): Campaign | null => campaigns().find((c) => c.id === id) ?? null;
/** What a campaign has checked: the items of its checklist; none when it has no list. */
export const itemsOf = (campaign: Campaign) => checklistOf(campaign.checklist)?.items ?? [];
