import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RegleEvenement } from '../domain/event-types';
import { EVENEMENTS, TYPES_EVENEMENT, type Portee } from '../domain/events';
import { citations, type Citations } from './citer';
import { tableau } from './markdown-table';

export const PAGE = join(process.cwd(), 'docs', 'destinataires.md');

/** Names in place of codes: each rule of the table then says whom it designates. */
const EXEMPLE: Portee = {
  collectivite: 'C',
  tribunal: 'parquet du tribunal',
  parquetSaisissant: 'parquet qui a saisi le juge',
  emetteur: 'institution qui a transmis',
  destinataire: 'institution désignée',
};

const NOMS: Readonly<Record<string, string>> = {
  'crip-C': 'CRIP de la collectivité',
  'ase-C': 'ASE de la collectivité',
  'je-parquet du tribunal': 'juge des enfants du tribunal',
  DDD: 'Défenseur des droits',
};

const TETE = `# Qui est avisé de quoi

Chaque changement d’état est un événement. Cette table est la seule qui dise à qui il est dû, et pourquoi ; elle est produite par \`npm run docs\`.

Un événement ne porte que des identifiants, jamais une donnée d’une personne : le destinataire lit l’objet par l’API, sous ses droits. La priorité 1 est remise avant la priorité 10 quand la file est longue. Pour une échéance, l’institution désignée est celle qui est tenue d’agir ou, si elle est hors du hub, celle que le texte avise.

Qui fait un acte en a l’accusé de réception : cela ne lui revient pas en boîte. Quand une ligne nomme sa propre institution (la CRIP pour \`information-preoccupante.avancee\`, l’ASE pour \`mesure.modifiee\`), celle-ci est avisée comme toute autre, pour que ses autres postes et logiciels suivent. Une institution qui n’est pas reliée au hub n’est avisée de rien par lui ; l’acte est refusé quand c’est elle qui devait agir.

« Usage » : aucun texte ne prévoit cet avis. **⚠** : texte dont la version en vigueur n’est pas confirmée ; la liste est [en fin de page](#textes).`;

/** The table of events as people read it. `npm run docs` writes it; a test keeps it true. */
export function pageDesDestinataires(): string {
  const c = citations();
  const lignes = TYPES_EVENEMENT.flatMap((type) => {
    const { sujet, priorite, prioriteUrgente, destinataires }: RegleEvenement = EVENEMENTS[type];
    const ordre =
      prioriteUrgente === undefined ? String(priorite) : `${String(priorite)} ; ${String(prioriteUrgente)} si urgent`;
    return destinataires.map(({ qui, pourquoi, condition = '' }) => {
      const institution = qui(EXEMPLE) ?? '';
      const [raison, texte] = raisonEtTexte(pourquoi, c);
      return [`\`${type}\``, sujet, ordre, NOMS[institution] ?? institution, typographier(condition), raison, texte];
    });
  });
  return `${TETE}\n\n${tableau(['Événement', 'Objet', 'Priorité', 'Destinataire', 'Quand', 'Pourquoi', 'Texte'], lignes)}\n\n## Textes\n\n${c.textes()}\n`;
}

const typographier = (phrase: string) => phrase.replaceAll("'", '’');

const DEVANT = /^((?:CASF|C\. civ\.|CPC|LO|RGPD) [^:]*) : (.*)$/;
const DERRIERE = /^(.*) \(((?:CASF|C\. civ\.|CPC|LO|RGPD) [^)]*)\)$/;

/** The reasons of the table name their text before or after; where none does, it is a usage. */
function raisonEtTexte(pourquoi: string, c: Citations): readonly [string, string] {
  const [, texte, raison] = DEVANT.exec(pourquoi) ?? [];
  const [, avant, apres] = DERRIERE.exec(pourquoi) ?? [];
  return [typographier(raison ?? avant ?? pourquoi), c.citer(texte ?? apres ?? 'Pratique')];
}

if (require.main === module) writeFileSync(PAGE, pageDesDestinataires());
