import { NATURES_DANGER } from '../../../domain/code-lists';
import { CODES_RUBRIQUE, issueAcces, suiteDicible, type RubriqueAcces } from '../../../domain/droit-acces';
import { HubError } from '../../../domain/errors';
import { estOuverte } from '../../../domain/lifecycle';
import { MESURES_ASE, type NatureMesure } from '../../../domain/mesures-ase';
import { CODES_RETOUR, type CodeRetour } from '../../../domain/retours';
import { CONCLUSIONS, type Conclusion } from '../../../domain/suites';
import { ETATS_INFORMATION } from '../../../domain/transitions';
import type { Lecture } from '../../../platform/lecture';
import { PAGE_MAX } from '../../../published/connection';
import { EnfantRow } from '../enfant.entity';
import { InformationPreoccupanteRow } from '../information-preoccupante.entity';
import type { DemandeAccesRow } from './demande-acces.entity';
import type { AccesCommunique, DonneeCommuniquee, LigneCommuniquee } from './demande-acces.type';

const CHRONOLOGIE = 'SELECT rubrique, id, le, code, fin FROM crip.chronologie($1, $2, $3, $4, $5, $6)';
const RETOURS = `
  SELECT information_id "informationId", code FROM crip.retour
  WHERE information_id = ANY($1::uuid[]) AND envoye_le IS NOT NULL ORDER BY id`;

interface Etape {
  readonly rubrique: 'INFORMATION' | 'EVALUATION' | 'MESURE';
  readonly id: string;
  readonly le: Date;
  readonly code: string | null;
  readonly fin: Date | null;
}

type Donnees = DonneeCommuniquee[];
type Dire = (rubrique: RubriqueAcces) => boolean;

/** One page of what is told to that person, and all that is withheld: four statements at most. */
export async function lireCommunication(
  lecture: Lecture,
  demande: DemandeAccesRow,
  apres: string | null,
): Promise<AccesCommunique> {
  const issues = CODES_RUBRIQUE.map((rubrique) => ({ rubrique, ...issueAcces(rubrique, demande) }));
  const retenu = issues.flatMap(({ rubrique, issue, base }) => (issue === 'RETENU' ? [{ rubrique, base }] : []));
  const dire: Dire = (rubrique) => !retenu.some((retenue) => retenue.rubrique === rubrique);
  const { enfantId, collectivite, institution, etat } = demande;
  const bornes = [...curseurDe(apres), PAGE_MAX + 1];
  const etapes = await lecture.query<Etape>(CHRONOLOGIE, [enfantId, collectivite, institution, ...bornes]);
  const page = etapes.slice(0, PAGE_MAX);
  const fiches = await informations(
    lecture,
    page.flatMap(({ rubrique, id }) => (rubrique === 'INFORMATION' && dire(rubrique) ? [id] : [])),
    dire,
  );
  const derniere = page.at(-1);
  return {
    etat,
    lignes: [
      ...(apres === null && dire('IDENTITE') ? await identite(lecture, enfantId) : []),
      ...page.flatMap((etape) => ligneDe(etape, fiches, dire)),
    ],
    retenu,
    suite: etapes.length > PAGE_MAX && derniere ? `${derniere.le.toISOString()} ${derniere.id}` : null,
  };
}

/** @throws HubError `BAD_USER_INPUT` */
function curseurDe(apres: string | null): [string | null, string | null] {
  if (apres === null) return [null, null];
  const [, le, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
    apres,
  ) ?? [null, null, null];
  if (!le || !id) throw new HubError('BAD_USER_INPUT', 'apres : ce curseur ne vient pas de cette réponse.');
  return [le, id];
}

const donnee = (intitule: string, valeur: string | null): Donnees => (valeur ? [{ intitule, valeur }] : []);
const jour = (le: Date | null) => le?.toISOString().slice(0, 10) ?? null;

function ligneDe(etape: Etape, fiches: ReadonlyMap<string, Donnees>, dire: Dire): LigneCommuniquee[] {
  const { rubrique, id, le } = etape;
  const donnees = rubrique === 'INFORMATION' ? fiches.get(id) : dire(rubrique) ? donneesDe(etape) : undefined;
  return donnees ? [{ rubrique, le: le.toISOString(), donnees }] : [];
}

function donneesDe({ rubrique, code, fin }: Etape): Donnees {
  if (rubrique === 'EVALUATION')
    return [
      ...donnee('Évaluation rendue le', jour(fin)),
      ...(code === null ? [] : donnee('Conclusion', CONCLUSIONS[code as Conclusion])),
    ];
  return [...donnee('Mesure', MESURES_ASE[code as NatureMesure].libelle), ...donnee('Terminée le', jour(fin))];
}

async function identite(lecture: Lecture, enfantId: string): Promise<LigneCommuniquee[]> {
  const enfant = await lecture.createQueryBuilder(EnfantRow, 'e').where('e.id = :enfantId', { enfantId }).getOne();
  if (!enfant) throw new HubError('NOT_FOUND');
  const donnees = [
    ...donnee('Nom de naissance', enfant.nomNaissance),
    ...donnee('Nom d’usage', enfant.nomUsage),
    ...donnee('Prénoms', enfant.prenoms),
    ...donnee('Date de naissance', enfant.dateNaissance),
    ...donnee('Commune de naissance', enfant.communeNaissance),
  ];
  return [{ rubrique: 'IDENTITE', le: null, donnees }];
}

/** Closed ones; for who transmitted them, its own whatever their state: what it wrote is its own. */
async function informations(lecture: Lecture, ids: readonly string[], dire: Dire): Promise<Map<string, Donnees>> {
  if (ids.length === 0) return new Map();
  const lues = await lecture
    .createQueryBuilder(InformationPreoccupanteRow, 'i')
    .where('i.id = ANY(:ids)', { ids })
    .getMany();
  const retours = dire('RETOUR')
    ? await lecture.query<{ informationId: string; code: CodeRetour }>(RETOURS, [ids])
    : [];
  const siennes = dire('RECIT');
  return new Map(
    lues
      .filter(({ etat }) => siennes || !estOuverte(etat))
      .map(({ id, reference, naturesDanger, etat, contenu }) => [
        id,
        [
          ...donnee('Référence', reference),
          ...donnee('Dangers craints', naturesDanger.map((nature) => NATURES_DANGER[nature]).join(' ; ')),
          ...(dire('SUITE') && suiteDicible(etat)
            ? donnee('Suite donnée par le département', ETATS_INFORMATION[etat])
            : []),
          ...(siennes ? contenu.faits.flatMap(({ recit }) => donnee('Faits que vous avez rapportés', recit)) : []),
          ...(dire('EMETTEUR') ? donnee('Transmise par', contenu.emetteur.nom) : []),
          ...retours
            .filter(({ informationId }) => informationId === id)
            .flatMap(({ code }) => donnee('Retour qui vous a été fait', CODES_RETOUR[code])),
        ],
      ]),
  );
}
