import { fileURLToPath } from 'node:url';

/** The law data of this repository, for tests. */
export const lawFolder = fileURLToPath(new URL('../../law/', import.meta.url));
