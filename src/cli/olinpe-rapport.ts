import { MANQUES, type Manque } from '../domain/olinpe-types';
import { VARIABLES } from '../domain/olinpe-variables';
import type { NomFormat } from '../observatoire/formats';
import type { Extraction } from '../observatoire/lire-extraction';
import { tableau } from './markdown-table';

interface Contexte {
  readonly format: NomFormat;
  readonly vers: string;
  readonly depuis: number;
}

/** What an extraction holds, what it lacks and why, as the person who sends it reads it. */
export function direExtraction(extraction: Extraction, { format, vers, depuis }: Contexte): string {
  const { completude, prolongations, extraiteLe, empreintes, annexe } = extraction;
  const { enregistrements, variables } = completude;
  const lignes = variables.map(({ variable, renseignees, sansObjet, manques }) => [
    ...[variable, VARIABLES[annexe][variable]?.libelle ?? ''],
    ...[renseignees, sansObjet, enregistrements - renseignees - sansObjet].map(String),
    (Object.entries(manques) as [Manque, number][])
      .map(([manque, fois]) => `${MANQUES[manque]} (${String(fois)})`)
      .join(' ; '),
  ]);
  const phrases = [
    `${vers} : ${String(enregistrements)} enregistrements, extraits le ${extraiteLe.toISOString()}.`,
    `SHA-256 : ${empreintes[format]}. Reçu de l’extraction : ${extraction.recu.id}.`,
    ...(prolongations === 0
      ? []
      : [`Prolongations de mesures provisoires, qu’aucun événement de l’annexe ne nomme : ${String(prolongations)}.`]),
    ...(depuis === 0 ? [] : [`Inscrits ou corrigés depuis, et absents de l’extraction : ${String(depuis)}.`]),
  ];
  const tete = ['Variable', 'Libellé', 'Renseignée', 'Sans objet', 'Manque', 'Pourquoi'];
  return `${phrases.join('\n')}\n\n${tableau(tete, lignes)}\n`;
}
