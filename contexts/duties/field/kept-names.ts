/** Names of what this room keeps. */
export const kept = {
  mine: 'duties.mine',
  todo: 'duties.todo',
  record: (id: string) => `duties.record ${id}`,
} as const;
