import { type Prop, prop } from '#kernel/server';
import type { DemoFirm } from '#registry';

/** A hazard somebody else's part found: from that day on it goes its way like any other. */
export type GoesOn = (hazard: string, firm: DemoFirm, foundOn: string) => void;

/** Left for parts whose checks find hazards. */
export const demoHazards: Prop<GoesOn> = prop<GoesOn>('hazards.goes-on');
