import { ConfigError, type Config } from './platform/config';
import { coffreDe, coffreDemo, lireFichierCoffre, type Coffre } from './platform/secret/coffre';
import { coffreKms, lireFichierKms } from './platform/secret/coffre-kms';
import { CoffreIndisponible, ouvrirTransit, type Transit } from './platform/secret/transit';

type Kms = Pick<Config, 'COFFRE_KMS_URL' | 'COFFRE_KMS_CLE' | 'COFFRE_KMS_JETON_FILE'>;
type Reglages = Kms & Pick<Config, 'COFFRE_CLES' | 'HUB_DATA_DIR'>;

/** The keys that wrap the keys of the children: those of a key service, of the file of `COFFRE_CLES`, or some for trials. */
export async function ouvrirCoffre(config: Reglages): Promise<Coffre> {
  const { COFFRE_CLES, HUB_DATA_DIR } = config;
  const kms = transitDe(config);
  if (!kms) return COFFRE_CLES === undefined ? coffreDemo(HUB_DATA_DIR) : coffreDe(lireFichierCoffre(COFFRE_CLES));
  if (COFFRE_CLES === undefined)
    throw new ConfigError(
      'COFFRE_CLES is required with COFFRE_KMS_URL: `npm run hub -- coffre FILE --creer` writes it.',
    );
  try {
    return await coffreKms(lireFichierKms(COFFRE_CLES), kms.cle, kms.transit);
  } catch (error) {
    if (!(error instanceof CoffreIndisponible)) throw error;
    throw new ConfigError(
      `COFFRE_KMS_URL, COFFRE_KMS_CLE and COFFRE_KMS_JETON_FILE do not open the coffre (${error.echec}): the hub does not start without its keys.`,
    );
  }
}

/** The key service that the configuration names, when it names one. */
export function transitDe(config: Kms): { readonly cle: string; readonly transit: Transit } | undefined {
  const { COFFRE_KMS_URL: url, COFFRE_KMS_CLE: cle, COFFRE_KMS_JETON_FILE: jetonFile } = config;
  if (url === undefined || cle === undefined || jetonFile === undefined) return undefined;
  return { cle, transit: ouvrirTransit({ url, cle, jetonFile }) };
}
