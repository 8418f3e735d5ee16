import type { AnyCommand } from '#kernel';
import { changeEnterprise, closeEnterprise, createEnterprise } from './enterprise.ts';
import { runImport } from './import.ts';
import { addOfficer, changeOfficer, handOver } from './officer.ts';
import { addAgency, addExpert, changeAgency, changeExpert } from './partner.ts';
import { addPerson, changePerson, personLeft } from './person.ts';
import { addSite, changeSite, removeSite } from './site.ts';
import { assignSupervision, endOfSupervision } from './supervision.ts';
import { undoImport } from './undo-import.ts';

export const commands: readonly AnyCommand[] = [
  createEnterprise,
  changeEnterprise,
  closeEnterprise,
  addSite,
  changeSite,
  removeSite,
  addPerson,
  changePerson,
  personLeft,
  addOfficer,
  changeOfficer,
  handOver,
  assignSupervision,
  endOfSupervision,
  addAgency,
  changeAgency,
  addExpert,
  changeExpert,
  runImport,
  undoImport,
];
