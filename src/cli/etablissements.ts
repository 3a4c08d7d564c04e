import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { AnnuaireIllisible, lireAnnuaire, type LigneAnnuaire } from '../../connectors/education-nationale/annuaire';
import { estFerme, inscrireEtablissements } from '../subgraphs/administration';
import { decouper } from './arguments';
import { barre } from './barre';
import { ErreurUsage, type Commande } from './command';
import { avecLaBase } from './ouvrir-base';

const AIDE = `Usage : npm run -s hub -- etablissements FICHIER.csv

Charge l'annuaire de l'éducation (jeu « fr-en-annuaire-education » de data.education.gouv.fr, export CSV, entier ou réduit à
un département) : « partner add » refuse alors l'UAI d'une école qu'il ne connaît pas, ou qui est fermée.

Rien n'est écrit si une partie du fichier ne se lit pas. Recharger le même fichier ne change rien ; un établissement déjà
connu et absent du fichier reste tel qu'il était. D'un UAI qui a plusieurs lignes, la première ouverte est gardée.

  --help   cette aide

Base : DATABASE_URL, sinon la base embarquée de HUB_DATA_DIR.
Codes de sortie : 0 fait, 1 la base n'a pas répondu, 2 mauvais usage ou fichier qui n'est pas l'annuaire.
`;

/** `hub -- etablissements`: the national directory of schools. */
export const commandeEtablissements: Commande = {
  nom: 'etablissements',
  resume: "charge l'annuaire de l'éducation, qui vérifie l'UAI d'une école",
  aide: AIDE,
  executer: async (args) => {
    const { positionals } = decouper(args, {});
    const [fichier, ...trop] = positionals;
    if (fichier === undefined || trop.length > 0)
      throw new ErreurUsage('Un fichier est attendu, et un seul. Voir --help.');
    const { etablissements, ecartees } = await lire(fichier);
    const { avancer, finir } = barre('Écriture');
    const { ajoutes, modifies } = await avecLaBase((database) =>
      inscrireEtablissements(database, etablissements, (faits) => {
        avancer(faits / etablissements.length);
      }),
    ).finally(finir);
    const fermes = etablissements.filter(estFerme).length;
    const change = ajoutes + modifies > 0 ? `Ajoutés : ${nombre(ajoutes)}. Modifiés : ${nombre(modifies)}.` : RIEN;
    const texte = `Établissements lus : ${nombre(etablissements.length)}, dont fermés : ${nombre(fermes)}. ${change}\n`;
    if (ecartees === 0) return texte;
    return { texte, code: 0, reserve: `Lignes sans UAI valide, laissées de côté : ${nombre(ecartees)}.\n` };
  },
};

const RIEN = 'Rien n’a changé.';
const nombre = (n: number): string => n.toLocaleString('fr-FR').replace(/\s/gu, ' ');

async function lire(fichier: string) {
  const parUai = new Map<string, LigneAnnuaire>();
  let ecartees = 0;
  const { avancer, finir } = barre('Lecture');
  try {
    for await (const ligne of lireAnnuaire(morceaux(fichier, avancer))) {
      const connue = ligne && parUai.get(ligne.uai);
      if (!ligne) ecartees += 1;
      else if (!connue || (estFerme(connue) && !estFerme(ligne))) parUai.set(ligne.uai, ligne);
    }
  } catch (error) {
    if (error instanceof AnnuaireIllisible) throw new ErreurUsage(error.message);
    if (typeof (error as NodeJS.ErrnoException).syscall === 'string')
      throw new ErreurUsage(`Le fichier ${fichier} ne peut pas être lu.`);
    throw error;
  } finally {
    finir();
  }
  if (parUai.size === 0) throw new ErreurUsage('Aucun établissement dans ce fichier.');
  return { etablissements: [...parUai.values()], ecartees };
}

async function* morceaux(fichier: string, avancer: (part: number) => void): AsyncGenerator<Buffer> {
  const { size } = await stat(fichier);
  let lus = 0;
  for await (const morceau of createReadStream(fichier)) {
    lus += (morceau as Buffer).length;
    avancer(lus / size);
    yield morceau as Buffer;
  }
}
