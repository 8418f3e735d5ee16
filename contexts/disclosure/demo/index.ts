import type { Demonstration } from '#kernel/server';
import { demoCast } from '#registry';

/** Minutes before the end of the past: everything it tells of has happened. */
const LAST_MINUTES = 5;

/** The public page has something to show: the leader publishes the progress of the day. */
export const disclosureDemonstration: Demonstration = {
  title: '公布进展',
  async prepare(stage) {
    const at = new Date(Date.parse(stage.until) - LAST_MINUTES * 60_000).toISOString();
    stage.later(at, async () => {
      await stage.act(at, stage.take(demoCast).leader, 'disclosure.publish-progress', {});
    });
  },
};
