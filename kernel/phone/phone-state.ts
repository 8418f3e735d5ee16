import { createContext, useContext } from 'react';
import type { Outbox, OutboxAct } from '#kernel/outbox';
import type { Me } from '#kernel/ui';

/** What every page of the phone stands on. */
export interface PhoneState {
  outbox: Outbox;
  /** Every act on the device, oldest first, live. */
  acts: readonly OutboxAct[];
  me: Me;
  /** Whether the server was reached when it was last tried. */
  online: boolean;
  /** The county's instant now, also on a phone whose clock is wrong. */
  now: () => string;
  /** Whether there is such a page on the phone; any other address is the desk's. */
  hasPage: (path: string) => boolean;
  /** Asks for every list again; quiet when there is no line. */
  refresh: () => Promise<void>;
}

export const PhoneContext = createContext<PhoneState | null>(null);

/** The phone of the signed-in person. */
export function usePhone(): PhoneState {
  const phone = useContext(PhoneContext);
  if (!phone) throw new Error('usePhone outside a signed-in phone');
  return phone;
}
