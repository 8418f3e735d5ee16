import { useCallback, useRef, useState } from 'react';
import { isQuota, type NewAct, type OutboxAct } from '#kernel/outbox';
import { sayError } from './age.ts';
import { usePhone } from './phone-state.ts';

/** What of an act changes while it is written. */
export type Written = Pick<NewAct, 'form' | 'photos' | 'about'> & Partial<Pick<NewAct, 'subjectId' | 'given'>>;

/**
 * A draft on the device (草稿): every change is saved at once, in order; the first one makes the draft. When the device is full
 * the form stays on the screen and `full` turns true.
 */
export function useActDraft(found: OutboxAct | null, fresh: () => NewAct) {
  const { outbox } = usePhone();
  const actId = useRef<string | null>(found?.actId ?? null);
  const blank = useRef(fresh);
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const last = useRef<Written | null>(null);
  const [full, setFull] = useState(false);

  const save = useCallback(
    (written: Written): Promise<string | null> => {
      last.current = written;
      const saved = line.current.then(async () => {
        try {
          if (actId.current === null) actId.current = (await outbox.draft({ ...blank.current(), ...written })).actId;
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
    [outbox],
  );
  const send = useCallback(
    async (written: Written & { given: Record<string, unknown> }): Promise<OutboxAct | null> => {
      const id = await save(written);
      try {
        return id === null ? null : await outbox.submit(id, written);
      } catch (error) {
        if (!isQuota(error)) throw error;
        setFull(true);
        return null;
      }
    },
    [outbox, save],
  );
  const exported = useCallback(
    async () => outbox.exportText({ actId: actId.current, content: { ...blank.current(), ...last.current } }),
    [outbox],
  );
  const drop = useCallback(async () => {
    await line.current;
    if (actId.current) await outbox.discard(actId.current);
    actId.current = null;
  }, [outbox]);
  /** What to say of a failure on the way to the outbox; a full device shows its own notice. */
  const failed = useCallback((error: unknown): string => {
    if (isQuota(error)) setFull(true);
    return isQuota(error) ? '手机存储已满' : sayError(error, '没有存下来，请重试');
  }, []);
  return { save, send, drop, full, setFull, exported, failed };
}
