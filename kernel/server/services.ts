import type { FastifyInstance } from 'fastify';
import type { Authenticate } from './http.ts';
import type { Runner } from './run-command.ts';

/** What a declared job works with. */
export interface Working {
  runner: Runner;
  county: string;
  /** Codes of every county whose files lie in this data folder, `county` among them. */
  beside: readonly string[];
  dataFolder: string;
}

/** A county that this server serves (本平台服务的县). */
export interface ServedCounty {
  code: string;
  name: string;
}

/** What declared routes stand on. */
export interface Services extends Omit<Working, 'county' | 'beside'> {
  /** One or several, in the order the environment names them; the first is who was served alone before there were several. */
  counties: readonly [ServedCounty, ...ServedCounty[]];
  authenticate: Authenticate & { close(): Promise<void> };
  /** A demonstration county: accounts are offered, passwords are plain. */
  demo: boolean;
  /** Served over HTTPS. */
  secure: boolean;
  /** Path of the host below which the platform stands, `/zean`; '' where it has the host. Routes name theirs from `/` all the same. */
  base: string;
}

/** Routes that are no command, query or ledger: sessions, files, pages for the public. */
export interface Routes {
  mount(app: FastifyInstance, services: Services): Promise<void>;
  /** Path → operations, for the OpenAPI document; pages for people are left out. */
  described: Readonly<Record<string, unknown>>;
}

/** The server's own work beside answering: one round every so often, never two at once. */
export interface Job {
  /** `documents.sweep` */
  name: string;
  /** Said in the log when a round fails. */
  title: string;
  everyMs: number;
  round(working: Working): Promise<unknown>;
}

/** What a context tells everybody who is signed in, beside who and where (`access.me`). */
export type MeExtra = (today: string, county: string) => Readonly<Record<string, unknown>>;
