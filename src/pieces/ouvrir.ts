import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../platform/config';
import { clamd, type Analyser } from '../platform/pieces/clamd';
import type { Depot } from '../platform/pieces/depot';
import { depotDossier } from '../platform/pieces/depot-dossier';
import { depotS3 } from '../platform/pieces/depot-s3';

export interface Pieces {
  readonly depot: Depot;
  readonly analyser: Analyser | undefined;
}

/** Undefined in production when nothing says where to keep them: none is received, none is served. */
export function ouvrirPieces(config: Config): Pieces | undefined {
  const { PIECES_DIR, PIECES_S3_URL: url, PIECES_S3_REGION: region, PIECES_S3_CLE: cle, CLAMD_URL } = config;
  const analyser = CLAMD_URL === undefined ? undefined : clamd(CLAMD_URL);
  if (url !== undefined) {
    const secret = readFileSync(config.PIECES_S3_SECRET_FILE ?? '', 'utf8').trim();
    return { depot: depotS3({ url, region, cle: cle ?? '', secret }), analyser };
  }
  if (PIECES_DIR === undefined && config.NODE_ENV === 'production') return undefined;
  return { depot: depotDossier(PIECES_DIR ?? join(config.HUB_DATA_DIR, 'pieces')), analyser };
}
