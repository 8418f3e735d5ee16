/** What screens of other contexts say of evidence files: the words only, no code of the server. */
export { purposeWords } from '../domain/words.ts';
