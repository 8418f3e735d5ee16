import { arrange, assign } from './assign.ts';
import {
  askAnalysis,
  conclude,
  convert,
  escalate,
  giveAnalysis,
  lookBack,
  supervise,
  takeBack,
  transfer,
} from './escalate.ts';
import { askExtension, grantExtension, refuseExtension, reopen, reopenSelf } from './extend.ts';
import { dismiss, elevate, judge, takeOver } from './judge.ts';
import { close, confirm, giveBack, giveBackSelf, mend, rectify, verify } from './rectify.ts';
import { report } from './report.ts';

/** Every act of the loop, in the order of the work. */
export const hazardCommands = [
  report,
  judge,
  dismiss,
  assign,
  arrange,
  rectify,
  mend,
  verify,
  giveBack,
  giveBackSelf,
  close,
  confirm,
  askExtension,
  grantExtension,
  refuseExtension,
  escalate,
  supervise,
  askAnalysis,
  giveAnalysis,
  transfer,
  conclude,
  takeBack,
  convert,
  elevate,
  takeOver,
  reopen,
  reopenSelf,
  lookBack,
] as const;
