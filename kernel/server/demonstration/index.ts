export * from './dice.ts';
export * from './stage.ts';
