import { useCallback, useRef, useState } from 'react';
import { isQuota, type NewAct, type OutboxAct } from '#kernel/outbox';
import { useKit } from '#kernel/phone';

/** What of an act changes while it is written. */
export type Written = Pick<NewAct, 'form' | 'photos' | 'about'> & Partial<Pick<NewAct, 'subjectId' | 'given'>>;

/**
 * A draft on the device (草稿): every change is saved at once, in order; the first one makes the draft. When the device is full
 * the form stays on the screen and `full` turns true.
 */
export function useActDraft(found: OutboxAct | null, fresh: () => NewAct) {
  const { outbox } = useKit();
  const actId = useRef<string | null>(found?.actId ?? null);
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const last = useRef<Written | null>(null);
  const [full, setFull] = useState(false);

  const save = useCallback(
    (written: Written): Promise<string | null> => {
      last.current = written;
      const saved = line.current.then(async () => {
        try {
          if (actId.current === null) actId.current = (await outbox.draft({ ...fresh(), ...written })).actId;
          else await outbox.edit(actId.current, written);
          setFull(false);
        } catch (error) {
          if (!isQuota(error)) throw error;
          setFull(true);
        }
        return actId.current;
      });
      line.current = saved.catch(() => undefined);
      return saved;
    },
    // `fresh` only matters for the first save of this page.
    [outbox],
  );
  const send = useCallback(
    async (written: Written & { given: Record<string, unknown> }): Promise<OutboxAct | null> => {
      const id = await save(written);
      return id === null ? null : outbox.submit(id, written);
    },
    [outbox, save],
  );
  const exported = useCallback(
    async () => outbox.exportText({ actId: actId.current, content: { ...fresh(), ...last.current } }),
    [outbox],
  );
  const drop = useCallback(async () => {
    await line.current;
    if (actId.current) await outbox.discard(actId.current);
    actId.current = null;
  }, [outbox]);
  return { save, send, drop, full, setFull, exported };
}
