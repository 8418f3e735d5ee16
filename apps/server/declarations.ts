import { accessRoom } from '#access';
import { disclosureRoom } from '#disclosure';
import { documentsRoom } from '#documents';
import { hazardsRoom } from '#hazards';
import { furnish, type House } from '#kernel/server';
import { lawRoom } from '#law-catalogue';
import { programmeRoom } from '#programme';
import { registryRoom } from '#registry';

/** Every declaration of every context, in the order of the house. */
export const allDeclarations = (): House =>
  furnish([accessRoom, lawRoom, registryRoom, documentsRoom, hazardsRoom, programmeRoom, disclosureRoom]);
