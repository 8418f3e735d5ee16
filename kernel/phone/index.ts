/** #kernel/phone — what every page of the phone is made of: phone, paths, kept lists, camera, place, speech. Knows nothing of safety. */
export { ageText, bytesText, sayError } from './age.ts';
export { Block, Choice, Coming, joined, Leads, Lines, LongText, Nothing, PhonePage, Phrases } from './bits.tsx';
export { type CountyClock, countyClock, countyInstant, deviceClock } from './county-clock.ts';
export { FullNotice, saveFile } from './full.tsx';
export { AgainIcon, OfflineIcon, OutboxIcon, PersonIcon, ReportIcon, TodayIcon } from './icons.tsx';
export { forgetKept, forgetOld, type Kept, keep, keptOf, useKept } from './kept.ts';
export { useLive } from './live.ts';
export type { FieldModule, FieldPage } from './module.ts';
export { isPageOf, Pages } from './pages.tsx';
export { PhoneContext, type PhoneState, usePhone } from './phone-state.ts';
export { keepPhoto, type PhotoGiven, stampAll, stampLines, type TakenPhoto } from './photo.ts';
export { PhotoTaker, usePhotoUrl } from './photo-taker.tsx';
export { askPerson, type Question, say } from './say.ts';
export { Speaking } from './speaking.tsx';
export { canLocate, locate, type Spot, spotText } from './spot.ts';
export { back, go, isAt, phoneBase, useWay, useWayPart } from './way.ts';
