/** #duties — what is owed, by whom, by when, with what proof (责任落实). The only door for other contexts. */
export { dutiesModule } from './module.ts';
