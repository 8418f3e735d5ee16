import { accessModule } from '#access';
import { disclosureModule } from '#disclosure';
import { documentsModule } from '#documents';
import { hazardsModule } from '#hazards';
import { composed, type Modules } from '#kernel/server';
import { lawModule } from '#law-catalogue';
import { programmeModule } from '#programme';
import { registryModule } from '#registry';

/** Every declaration of every context, in the order of the borders. */
export const allDeclarations = (): Modules =>
  composed([
    accessModule,
    lawModule,
    registryModule,
    documentsModule,
    hazardsModule,
    programmeModule,
    disclosureModule,
  ]);
