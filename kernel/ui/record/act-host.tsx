import { useRouterState } from '@tanstack/react-router';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { ActDrawer } from './act-drawer.tsx';
import type { ActForm } from './act-form.ts';

/** Opens the form of a command over the page; `onDone` is told its answer. */
export type DoAct = <Answer>(form: ActForm<Answer>, onDone?: (answer: Answer) => void) => void;

const DoContext = createContext<DoAct>(() => {});

/** How a page opens the form of an act. The form belongs to the page, not to the row or button it was opened from. */
export const useDo = (): DoAct => useContext(DoContext);

interface Doing {
  form: ActForm<unknown>;
  onDone: ((answer: unknown) => void) | undefined;
}

/**
 * Holds the one open act of a page. When somebody else moves the record meanwhile, its row, its button or its whole group goes; the
 * form stays until its owner closes it, says what happened, and nothing typed is lost.
 */
export function ActHost(props: { children: ReactNode }): ReactNode {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [open, setOpen] = useState<(Doing & { path: string }) | null>(null);
  const show = useCallback<DoAct>(
    (form, onDone) => setOpen({ form: form as unknown as ActForm<unknown>, onDone: onDone as Doing['onDone'], path }),
    [path],
  );
  return (
    <DoContext value={show}>
      {props.children}
      {open && open.path === path ? (
        <ActDrawer
          form={open.form}
          open
          onClose={() => setOpen(null)}
          {...(open.onDone ? { onDone: open.onDone } : {})}
        />
      ) : null}
    </DoContext>
  );
}
