/** #disclosure — what the public may see, from when, until when. */
export { disclosureRoom } from './room.ts';
export { disclosureRoutes } from './routes.ts';
