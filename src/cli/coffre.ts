import { transitDe } from '../ouvrir-coffre';
import type { Config } from '../platform/config';
import {
  coffreDe,
  lireFichierCoffre,
  nouveauCoffre,
  tournerCoffre,
  type Coffre,
  type FichierCoffre,
} from '../platform/secret/coffre';
import { coffreKms, confier, confierANouveau, lireFichierKms, type FichierKms } from '../platform/secret/coffre-kms';
import { reenvelopper } from '../platform/secret/reenvelopper';
import { decouper } from './arguments';
import { ErreurUsage, type Commande } from './command';
import { creerFichier, fichierDemande, lireFichier, remplacerFichier } from './fichier-de-cles';
import { avecLaBase, configuration } from './ouvrir-base';

const AIDE = `Usage : npm run -s hub -- coffre FICHIER [option]

Les clés qui enveloppent la clé de chaque enfant, et celle du webhook de chaque partenaire (variable COFFRE_CLES). Sans option, nomme les clés du fichier.
Avec COFFRE_KMS_URL, COFFRE_KMS_CLE et COFFRE_KMS_JETON_FILE, c'est un service de clés (Transit, de Vault ou d'OpenBao) qui enveloppe ;
ses clés n'en sortent pas, et tournent chez lui. Le fichier ne garde que la clé des index, enveloppée par lui.

  --creer          crée le fichier
  --confier        confie le coffre au service de clés de COFFRE_KMS_URL : ses clés n'ouvrent plus que ce qu'elles ont enveloppé,
                   jusqu'à --reenvelopper
  --tourner        ajoute une clé : elle enveloppe désormais, les précédentes ouvrent encore
  --reenvelopper   enveloppe à nouveau, sous la dernière clé, chacune de ces clés ; aucun récit n'est réécrit.
                   Ensuite, et une fois les processus du hub relancés, les anciennes clés peuvent quitter le fichier.
                   Écrit dans la base en tant que son propriétaire : DATABASE_OWNER_URL.
  --help           cette aide

Le fichier perdu, rien de ce qui est scellé ne se lit plus : gardez-en une copie, loin de la base et de ses sauvegardes.
Codes de sortie : 0 fait, 1 la base ou le service de clés n'a pas répondu, 2 mauvais usage.
`;

/** `hub -- coffre`: the keys that wrap the keys of the children, in their file. */
export const commandeCoffre: Commande = {
  nom: 'coffre',
  resume: 'crée et tourne les clés qui protègent les récits et les identités',
  aide: AIDE,
  executer: async (args) => {
    const demande = decouper(args, {
      creer: { type: 'boolean' },
      confier: { type: 'boolean' },
      tourner: { type: 'boolean' },
      reenvelopper: { type: 'boolean' },
    });
    const fichier = fichierDemande(demande);
    const { values } = demande;
    const kms = transitDe(reglagesDuKms());
    if (values.creer === true) return creer(fichier, kms);
    if (values.confier === true) return confierAuKms(fichier, kms);
    if (kms) {
      if (values.tourner === true)
        throw new ErreurUsage('Les clés d’un service de clés tournent chez lui ; ensuite : --reenvelopper.');
      const garde = lireFichier(() => lireFichierKms(fichier), KMS);
      const coffre = await coffreKms(garde, kms.cle, kms.transit);
      if (values.reenvelopper !== true) return montrerKms(coffre, garde);
      remplacerFichier(fichier, await confierANouveau(garde, kms.transit));
      return envelopperTout(coffre);
    }
    const coffre = lireFichier(() => lireFichierCoffre(fichier), COFFRE);
    if (values.tourner === true) return tourner(fichier, coffre);
    return values.reenvelopper === true ? envelopperTout(coffreDe(coffre)) : montrer(coffre);
  },
};

type Kms = ReturnType<typeof transitDe>;
const COFFRE = 'les clés d’un coffre';
const KMS = 'ce qu’un coffre garde d’un service de clés';

/** Before the rest of the environment is there: this command makes what it will name. */
function reglagesDuKms(): Config {
  const { COFFRE_KMS_URL, COFFRE_KMS_CLE, COFFRE_KMS_JETON_FILE } = process.env;
  return configuration({ COFFRE_KMS_URL, COFFRE_KMS_CLE, COFFRE_KMS_JETON_FILE });
}

async function creer(fichier: string, kms: Kms): Promise<string> {
  const coffre = nouveauCoffre();
  const garde = kms ? await confier({ ...coffre, keks: [] }, kms.transit) : undefined;
  creerFichier(fichier, garde ?? coffre);
  return kms && garde ? montrerKms(await coffreKms(garde, kms.cle, kms.transit), garde) : montrer(coffre);
}

async function confierAuKms(fichier: string, kms: Kms): Promise<string> {
  if (!kms)
    throw new ErreurUsage('COFFRE_KMS_URL, COFFRE_KMS_CLE et COFFRE_KMS_JETON_FILE sont attendues. Voir --help.');
  const garde = await confier(
    lireFichier(() => lireFichierCoffre(fichier), COFFRE),
    kms.transit,
  );
  remplacerFichier(fichier, garde);
  return `${await montrerKms(await coffreKms(garde, kms.cle, kms.transit), garde)}${SUITE}`;
}

async function envelopperTout(coffre: Coffre): Promise<string> {
  const nombre = await avecLaBase((database) => reenvelopper(database, coffre), 'proprietaire');
  return `${String(nombre)} clé(s) enveloppée(s) à nouveau ; toutes le sont sous ${await coffre.actif()}.\n`;
}

const SUITE = 'Relancez les processus du hub, puis : npm run -s hub -- coffre FICHIER --reenvelopper\n';

function tourner(fichier: string, avant: FichierCoffre): string {
  const apres = tournerCoffre(avant);
  remplacerFichier(fichier, apres);
  return `${montrer(apres)}${SUITE}`;
}

function montrer({ keks }: FichierCoffre): string {
  return liste(keks.map(({ id }, i) => [id, i === keks.length - 1]));
}

async function montrerKms(coffre: Coffre, { keks }: FichierKms): Promise<string> {
  return liste([...keks.map(({ id }) => [id, false] as const), [await coffre.actif(), true]]);
}

function liste(keks: readonly (readonly [string, boolean])[]): string {
  const lignes = keks.map(([id, active]) => `  ${id}  ${active ? 'enveloppe et ouvre' : 'ouvre seulement'}`);
  return `Clés du coffre :\n${lignes.join('\n')}\n`;
}
