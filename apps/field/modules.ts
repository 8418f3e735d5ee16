import type { FieldModule } from '#kernel/phone';

/** Every context that has a phone module mounts itself: `contexts/<subject>/field/index.ts` exports `field`. */
const found = import.meta.glob<{ field: FieldModule }>('../../contexts/*/field/index.ts', { eager: true });

export const modules: readonly FieldModule[] = Object.values(found).map((module) => module.field);
