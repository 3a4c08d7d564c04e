import { readFileSync } from 'node:fs';
import { trousseauSchema, type Trousseau } from '../audit/cles';
import { verifierDossier } from '../audit/verifier-dossier';
import { inclusionSchema, recuSchema, verifierRecuSeul } from '../audit/verifier-recu';
import { decouper } from './arguments';
import { ErreurUsage, SORTIE_PANNE, type Commande } from './command';
import { constatDossier, constatRecu, enPhrases, type ConstatPreuve } from './verify-phrases';

const AIDE = `Usage : npm run -s hub -- verify FICHIER [--cle CLES_PUBLIQUES] [--preuve FICHIER] [--json]

Vérifie, sans réseau ni base de données, un dossier de preuve (\`Query.dossierDePreuve\`) ou un reçu
({ "jws", "charge" }), et dit en français ce qui est prouvé et ce qui ne l'est pas.

  --cle FICHIER   clés publiques du hub, obtenues par une autre voie : /.well-known/hub-keys.json
                  sans elles, un dossier est vérifié avec celles qu'il contient, ce qui prouve moins
  --preuve FICHIER
                  preuve d'inclusion du reçu au journal (\`Query.preuveInclusion\`) ; elle peut aussi être dans le
                  fichier du reçu, sous "preuveInclusion"
  --json          le constat, pour un programme
  --help          cette aide

Codes de sortie : 0 tout est vérifié, 1 quelque chose est faux, 2 mauvais usage ou fichier absent.
`;

/** `hub -- verify`: what anyone checks without the hub. */
export const commandeVerify: Commande = {
  nom: 'verify',
  resume: 'vérifie hors ligne un dossier de preuve ou un reçu',
  aide: AIDE,
  executer: (args) => {
    const { values, positionals } = decouper(args, {
      cle: { type: 'string' },
      preuve: { type: 'string' },
      json: { type: 'boolean' },
    });
    const [fichier, ...trop] = positionals;
    if (fichier === undefined || trop.length > 0) throw new ErreurUsage('Un fichier est attendu. Voir --help.');
    const cles = values.cle === undefined ? undefined : lireCles(values.cle);
    const constat = verifier(lireFichier(fichier), cles, values.preuve);
    const texte = values.json === true ? `${JSON.stringify(constat)}\n` : enPhrases(constat);
    return { texte, code: constat.verifie ? 0 : SORTIE_PANNE };
  },
};

function verifier(texte: string, cles: Trousseau | undefined, preuve: string | undefined): ConstatPreuve {
  const lu = lireJson(texte);
  const recu = recuSchema.safeParse(lu);
  if (!recu.success) {
    if (inclusionSchema.safeParse(lu).success)
      throw new ErreurUsage(
        "Une preuve d'inclusion se vérifie avec son reçu : verify RECU --preuve FICHIER --cle CLES.",
      );
    const verification = verifierDossier(texte, cles);
    if (preuve === undefined) return constatDossier(verification, cles !== undefined);
    if (verification.dossier !== undefined)
      throw new ErreurUsage("--preuve va avec un reçu, ce que ce fichier n'est pas.");
    return constatRecu({ charge: undefined, signe: false, inscrit: undefined });
  }
  if (cles === undefined) throw new ErreurUsage('Un reçu ne porte pas de clé : --cle est attendu. Voir --help.');
  if (preuve === undefined) return constatRecu(verifierRecuSeul(recu.data, cles));
  const jointe = lirePreuve(preuve);
  const verification = verifierRecuSeul({ ...recu.data, preuveInclusion: jointe }, cles);
  return constatRecu(jointe === undefined ? { ...verification, inscrit: false } : verification);
}

/** Undefined: what was a proof, perhaps, and no longer has the form of one. */
function lirePreuve(fichier: string) {
  const texte = lireFichier(fichier);
  const lu = lireJson(texte);
  if (recuSchema.safeParse(lu).success || verifierDossier(texte, undefined).dossier !== undefined)
    throw new ErreurUsage("--preuve attend une preuve d'inclusion : la réponse de Query.preuveInclusion.");
  return inclusionSchema.safeParse(lu).data;
}

function lireFichier(fichier: string): string {
  try {
    return readFileSync(fichier, 'utf8');
  } catch {
    throw new ErreurUsage('Ce fichier ne peut être lu.');
  }
}

function lireJson(texte: string): unknown {
  try {
    return JSON.parse(texte);
  } catch {
    return undefined;
  }
}

function lireCles(fichier: string): Trousseau {
  const lu = trousseauSchema.safeParse(lireJson(lireFichier(fichier)));
  if (!lu.success) throw new ErreurUsage('--cle attend les clés publiques du hub : /.well-known/hub-keys.json.');
  return lu.data;
}
