import type { FieldRoom } from '#kernel/phone';

/** Every context that has a phone room mounts itself: `contexts/<subject>/field/index.ts` exports `field`. */
const found = import.meta.glob<{ field: FieldRoom }>('../../contexts/*/field/index.ts', { eager: true });

export const rooms: readonly FieldRoom[] = Object.values(found).map((room) => room.field);
