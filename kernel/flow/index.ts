export * from './field.ts';
export * from './form.ts';
export * from './lives.ts';
export * from './move.ts';
export * from './table.ts';
