import type { DeskModule } from '#kernel/ui';

/** What screens of other contexts say of evidence files: the words only, no code of the server. */
export { purposeWords } from '../domain/words.ts';

/** Evidence is shown on the records it belongs to; it has no page of its own. */
export const desk: DeskModule = { menu: [], routes: [] };
