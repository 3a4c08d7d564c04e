import { existsSync } from 'node:fs';
import { z } from 'zod';

const SCANNER = /^(tcp:\/\/[^/]+:\d+|unix:\/\/\/.+)$/;

/** Where the attachments are kept, sealed, and who analyses them. */
export const piecesVariables = {
  PIECES_DIR: z.string().trim().min(1, { error: 'must name a folder' }).optional(),
  PIECES_S3_URL: z
    .string()
    .trim()
    .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
      error: 'must be the http(s) URL of a bucket, as https://s3.example/pieces',
    })
    .optional(),
  PIECES_S3_REGION: z.string().trim().min(1).default('us-east-1'),
  PIECES_S3_CLE: z.string().trim().min(1).optional(),
  PIECES_S3_SECRET_FILE: z
    .string()
    .trim()
    .refine((value) => existsSync(value), { error: 'must be the path of a file that exists' })
    .optional(),
  CLAMD_URL: z
    .string()
    .trim()
    .refine((value) => SCANNER.test(value) && URL.canParse(value), {
      error: 'must be tcp://host:port or unix:///path of a clamd',
    })
    .optional(),
};

type Variables = z.infer<z.ZodObject<typeof piecesVariables>> & { readonly NODE_ENV: string };

export function refusePieces(env: Variables, refuse: (name: string, message: string) => void): void {
  if (env.PIECES_S3_URL !== undefined) {
    if (env.PIECES_DIR !== undefined) refuse('PIECES_DIR', 'cannot go with PIECES_S3_URL: keep one');
    for (const name of ['PIECES_S3_CLE', 'PIECES_S3_SECRET_FILE'] as const)
      if (env[name] === undefined) refuse(name, 'is required with PIECES_S3_URL');
  }
  const gardees = env.PIECES_S3_URL !== undefined || env.PIECES_DIR !== undefined;
  if (env.NODE_ENV === 'production' && gardees && env.CLAMD_URL === undefined)
    refuse('CLAMD_URL', 'is required when NODE_ENV=production keeps attachments: none is read before it is analysed');
}
