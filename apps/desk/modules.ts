import type { DeskModule } from '#kernel/ui';
import { home } from './home/index.ts';

/** Every context that has a desk mounts itself: `contexts/<subject>/desk/index.ts` exports `desk`. */
const found = import.meta.glob<{ desk: DeskModule }>('../../contexts/*/desk/index.ts', { eager: true });

export const modules: readonly DeskModule[] = [home, ...Object.values(found).map((module) => module.desk)];
