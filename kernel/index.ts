/** #kernel — pure values and declarations. Runs on the phone and on the server; knows nothing of safety. */
export * from './act/index.ts';
export * from './dated/index.ts';
export * from './day/index.ts';
export * from './digest/index.ts';
export * from './exact/index.ts';
export * from './flow/index.ts';
export * from './id/index.ts';
export * from './refusal/index.ts';
export * from './words/index.ts';
