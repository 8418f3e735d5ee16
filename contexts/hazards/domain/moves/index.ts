import {
  askAnalysis,
  conclude,
  escalate,
  giveAnalysis,
  requestCase,
  supervise,
  takeBack,
  transfer,
  urge,
} from './beyond.ts';
import { askExtension, grantExtension, lookBack, refuseExtension, reopen } from './extending.ts';
import { dismiss, elevate, judge, takeOver } from './judging.ts';
import { arrange, assign, close, confirm, giveBack, rectify, verify } from './rectifying.ts';

/** Every move of both loops by its verb. The order is that of menus, 待办 groups and the usual next step: what is waited for first. */
export const hazardMoves = {
  judge,
  assign,
  grantExtension,
  arrange,
  rectify,
  verify,
  close,
  confirm,
  conclude,
  lookBack,
  reopen,
  askExtension,
  refuseExtension,
  urge,
  giveBack,
  giveAnalysis,
  askAnalysis,
  supervise,
  escalate,
  elevate,
  takeOver,
  transfer,
  takeBack,
  requestCase,
  dismiss,
} as const;
