import { accessModule } from '#access';
import { disclosureModule } from '#disclosure';
import { documentsModule } from '#documents';
import { dutiesModule } from '#duties';
import { hazardsModule } from '#hazards';
import { composed, type Module, type Modules } from '#kernel/server';
import { lawModule } from '#law-catalogue';
import { messagesModule } from '#messages';
import { programmeModule } from '#programme';
import { registryModule } from '#registry';

/** Every context, in the order of the borders: left never imports right. */
export const modules: readonly Module[] = [
  accessModule,
  lawModule,
  registryModule,
  documentsModule,
  messagesModule,
  dutiesModule,
  hazardsModule,
  programmeModule,
  disclosureModule,
];

/** Every declaration of every context. */
export const allDeclarations = (): Modules => composed(modules);
