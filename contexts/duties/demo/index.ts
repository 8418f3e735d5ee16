import type { Demonstration } from '#kernel/server';

/** What is owed in the demonstration's year. */
export const dutiesDemonstration: Demonstration = {
  title: '应办事项',
  async prepare() {},
};
