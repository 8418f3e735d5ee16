import type { DeskRoom } from '#kernel/ui';

/** Every context that has a desk mounts itself: `contexts/<subject>/desk/index.ts` exports `desk`. */
const found = import.meta.glob<{ desk: DeskRoom }>('../../contexts/*/desk/index.ts', { eager: true });

export const rooms: readonly DeskRoom[] = Object.values(found).map((room) => room.desk);
