import { existsSync } from 'node:fs';
import { z } from 'zod';
import { motDePasse } from './secrets';

const file = (error: string) =>
  z
    .string()
    .trim()
    .refine((value) => existsSync(value), { error })
    .optional();

/** Who wraps the keys of the children: a file, or a key service and what the hub keeps of it in that file. */
export const coffreVariables = {
  COFFRE_CLES: file('must be the path of a file of keys that exists'),
  COFFRE_KMS_URL: z
    .string()
    .trim()
    .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && !motDePasse(value), {
      error: 'must be the http(s) URL of a Transit engine, as https://bao.example:8200/v1/transit',
    })
    .optional(),
  COFFRE_KMS_CLE: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,128}$/, { error: 'must be the name of a key of that engine' })
    .optional(),
  COFFRE_KMS_JETON_FILE: file('must be the path of a file that exists'),
};

type Variables = z.infer<z.ZodObject<typeof coffreVariables>> & { readonly NODE_ENV: string };
const AVEC = ['COFFRE_KMS_CLE', 'COFFRE_KMS_JETON_FILE'] as const;
/** An agent of the key service on the same machine is reached without TLS. */
const ICI = new Set(['localhost', '127.0.0.1', '[::1]']);

export function refuseCoffre(env: Variables, refuse: (name: string, message: string) => void): void {
  if (env.COFFRE_KMS_URL === undefined) {
    for (const name of AVEC) if (env[name] !== undefined) refuse('COFFRE_KMS_URL', `is required with ${name}`);
    return;
  }
  for (const name of AVEC) if (env[name] === undefined) refuse(name, 'is required with COFFRE_KMS_URL');
  if (env.NODE_ENV !== 'production' || !URL.canParse(env.COFFRE_KMS_URL)) return;
  const { protocol, hostname } = new URL(env.COFFRE_KMS_URL);
  if (protocol === 'http:' && !ICI.has(hostname))
    refuse('COFFRE_KMS_URL', 'must be https when NODE_ENV=production, unless it is on this machine');
}
