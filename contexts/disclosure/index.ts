/** #disclosure — what the public may see, from when, until when. */
export { disclosureModule } from './module.ts';
