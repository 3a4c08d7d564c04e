import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { readAllowedOperations } from './allowed-operations';
import { coffreVariables, refuseCoffre } from './config-coffre';
import { identityVariables, issuerOf, refuseIdentity } from './config-identity';
import { piecesVariables, refusePieces } from './config-pieces';
import { isPrivateNetwork, type OutgoingPolicy } from './http-client';
import { motDePasse, secretFaible } from './secrets';
import { limitVariables } from './limits';

/** The subgraphs of the federation, in the order of the schema: six institutions, then the hub's operator. */
export const SUBGRAPH_NAMES = ['crip', 'ase', 'justice', 'education', 'sante', 'defenseur', 'administration'] as const;
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

const optionalUrl = (protocols: RegExp, what: string) =>
  z
    .string()
    .trim()
    .refine((value) => URL.canParse(value) && protocols.test(new URL(value).protocol), { error: what })
    .optional();

const list = (isRight: (item: string) => boolean, what: string) =>
  z
    .string()
    .transform((text) =>
      text
        .toLowerCase()
        .split(',')
        .map((item) => item.trim()),
    )
    .refine((items) => items.every(isRight), { error: what })
    .default([]);

const http = /^https?:$/;
const PORT = { error: 'must be a TCP port, 0 to 65535 (0 picks a free one)' };
const port = () => z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT);
const SHARE = 'must be a share of the traces, 0 to 1';
const MINUTES = 'must be minutes, 1 to 10080';
const DELAY = 'must be milliseconds, 0 to 300000';

/**
 * Everything the process reads from its environment, and nothing else does.
 * Each message completes the sentence « VARIABLE … ».
 */
export const configSchema = z
  .object({
    NODE_ENV: z
      .enum(['development', 'test', 'production'], { error: 'must be development, test or production' })
      .default('development'),
    PORT: port().default(4000),
    HOST: z.string().trim().min(1).default('127.0.0.1'),
    METRICS_PORT: port().optional(),
    METRICS_HOST: z.string().trim().min(1).default('127.0.0.1'),
    MLLP_PORT: port().optional(),
    MLLP_HOST: z.string().trim().min(1).default('127.0.0.1'),
    HUB_DATA_DIR: z.string().trim().min(1, { error: 'must name a folder' }).default('.hub'),
    DATABASE_URL: optionalUrl(/^postgres(ql)?:$/, 'must be a postgres:// URL'),
    DATABASE_URL_FILE: z.string().trim().min(1).optional(),
    DATABASE_OWNER_URL: optionalUrl(/^postgres(ql)?:$/, 'must be a postgres:// URL'),
    REDIS_URL: optionalUrl(/^rediss?:$/, 'must be a redis:// or rediss:// URL'),
    REDIS_URL_FILE: z.string().trim().min(1).optional(),
    ...identityVariables,
    SHUTDOWN_DELAY_MS: z.coerce
      .number({ error: DELAY })
      .int({ error: DELAY })
      .min(0, { error: DELAY })
      .max(300_000, { error: DELAY })
      .optional(),
    WEBHOOK_HOSTS: list(
      (host) => isIP(host) !== 0 || /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9][a-z0-9-]*$/.test(host),
      'must be names of machines separated by commas, each exact or as *.partner.example',
    ),
    WEBHOOK_NETWORKS: list(
      isPrivateNetwork,
      'must be private networks in CIDR notation separated by commas, as 10.20.0.0/16',
    ),
    ALLOWED_OPERATIONS: z
      .string()
      .transform((path, context) => {
        try {
          return readAllowedOperations(path);
        } catch (error) {
          context.addIssue({ code: 'custom', message: (error as Error).message });
          return z.NEVER;
        }
      })
      .optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: optionalUrl(http, 'must be the http(s) URL of an OpenTelemetry collector'),
    OTEL_TRACES_SAMPLER_ARG: z.coerce
      .number({ error: SHARE })
      .min(0, { error: SHARE })
      .max(1, { error: SHARE })
      .default(1),
    PREUVE_CLES: z
      .string()
      .trim()
      .refine((value) => existsSync(value), { error: 'must be the path of a file of keys that exists' })
      .optional(),
    OLINPE_CLES: z
      .string()
      .trim()
      .refine((value) => existsSync(value), { error: 'must be the path of a file of keys that exists' })
      .optional(),
    ...coffreVariables,
    ...piecesVariables,
    ECHANGE_CLES: z
      .string()
      .trim()
      .refine((value) => existsSync(value), { error: 'must be the path of a file of keys that exists' })
      .optional(),
    TRANSFERT_ALERTE_MINUTES: z.coerce
      .number({ error: MINUTES })
      .int({ error: MINUTES })
      .min(1, { error: MINUTES })
      .max(10_080, { error: MINUTES })
      .default(60),
    AUDIT_EXPORT_DIR: z.string().trim().min(1, { error: 'must name a folder' }).optional(),
    DEPOT_DIR: z.string().trim().min(1, { error: 'must name a folder' }).optional(),
    LOG_LEVEL: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], { error: 'must be a pino level' })
      .default('info'),
    ...limitVariables,
    ...(Object.fromEntries(
      SUBGRAPH_NAMES.map((name) => [
        `SUBGRAPH_${name.toUpperCase()}_URL`,
        optionalUrl(http, 'must be the http(s) URL of a GraphQL subgraph'),
      ]),
    ) as Record<`SUBGRAPH_${Uppercase<SubgraphName>}_URL`, z.ZodOptional<z.ZodString>>),
  })
  .superRefine((env, context) => {
    const refuse = (name: string, message: string) => {
      context.addIssue({ code: 'custom', path: [name], message });
    };
    refuseIdentity(env, refuse);
    refuseCoffre(env, refuse);
    refusePieces(env, refuse);
    if (env.MLLP_PORT !== undefined && env.TLS_CERT_FILE === undefined)
      refuse('TLS_CERT_FILE', 'is required with MLLP_PORT: who sends is known by the certificate of its TLS');
    if (env.NODE_ENV !== 'production') return;
    if (env.DATABASE_URL === undefined)
      refuse('DATABASE_URL', 'is required when NODE_ENV=production: the embedded database is for trials only');
    if (env.PREUVE_CLES === undefined)
      refuse('PREUVE_CLES', 'is required when NODE_ENV=production: receipts signed by a trial key prove nothing');
    if (env.COFFRE_CLES === undefined)
      refuse('COFFRE_CLES', 'is required when NODE_ENV=production: a trial key beside the data keeps no secret');
    if (env.AUDIT_EXPORT_DIR === undefined)
      refuse('AUDIT_EXPORT_DIR', 'is required when NODE_ENV=production: checkpoints must leave the database');
    for (const name of SECRETS) {
      const password = env[name] === undefined ? undefined : motDePasse(env[name]);
      const weakness = password === undefined ? undefined : secretFaible(password);
      if (weakness !== undefined) refuse(name, `holds a password that ${weakness}`);
    }
  });

/** `AUTH_ISSUER` has a default that depends on the others. */
export type Config = z.infer<typeof configSchema> & { readonly AUTH_ISSUER: string };

export class ConfigError extends Error {}

/** Each may be given by a file, named by the variable and `_FILE`: an environment is easily shown. */
const SECRETS = ['DATABASE_URL', 'REDIS_URL'] as const;

/**
 * Parses an environment once. An empty variable counts as absent, as in a `.env` file.
 * @throws ConfigError with one sentence per wrong variable, naming it.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const present = { ...given, ...secretsInFiles(given) };
  const parsed = configSchema.safeParse(present);
  if (parsed.success) return { ...parsed.data, AUTH_ISSUER: issuerOf(parsed.data) };
  throw new ConfigError(
    parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')} ${issue.message}.`).join('\n'),
  );
}

export function outgoingPolicy({ NODE_ENV, WEBHOOK_HOSTS, WEBHOOK_NETWORKS }: Config): OutgoingPolicy {
  return { trial: NODE_ENV !== 'production', hosts: WEBHOOK_HOSTS, networks: WEBHOOK_NETWORKS };
}

function secretsInFiles(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    SECRETS.flatMap((name) => {
      const path = given[`${name}_FILE`];
      if (path === undefined) return [];
      if (given[name] !== undefined) throw new ConfigError(`${name}_FILE cannot go with ${name}: keep one.`);
      try {
        return [[name, readFileSync(path.trim(), 'utf8').trim()]];
      } catch {
        throw new ConfigError(`${name}_FILE must be the path of a file that can be read.`);
      }
    }),
  );
}

/** Address of each subgraph that runs elsewhere. */
export function remoteSubgraphs(config: Config): Partial<Record<SubgraphName, string>> {
  return Object.fromEntries(
    SUBGRAPH_NAMES.flatMap((name) => {
      const url = config[`SUBGRAPH_${name.toUpperCase()}_URL` as keyof Config];
      return typeof url === 'string' ? [[name, url]] : [];
    }),
  );
}
