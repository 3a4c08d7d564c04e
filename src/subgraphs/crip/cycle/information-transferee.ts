import { exigerEnfantMineur } from '../../../domain/minorite';
import { ecrire, type Tx } from '../../../platform/database';
import { jourDe } from '../../../platform/echeances-calcul';
import { joindreTransferees } from '../../../platform/pieces/joindre';
import { PieceRow } from '../../../platform/pieces/piece.entity';
import { lireRaccordees } from '../../../platform/raccordement';
import { defineTransferable } from '../../../transferable';
import { inscrireEnfants } from '../inscrire-enfant';
import { lireAPorter, poserProtections } from '../protection/porter-protections';
import { relier } from '../relier';
import { aRepondreIci, arriver } from './arriver';
import { verrouillerEnTransit } from './avancer';
import { lireDossier, type DossierTransmis, type FicheTransmise } from './dossier-transmis';
import { formeInformation, type InformationTransferee } from './information-transferee.forme';
import { partir } from './partir';
import { TransfertRow } from './transfert.entity';

const ENFANTS = `
  SELECT id, nom_naissance "nomNaissance", nom_usage "nomUsage", prenoms, sexe, date_naissance::text "dateNaissance",
         age_approximatif "ageApproximatif", commune_naissance "communeNaissance"
  FROM crip.enfant WHERE id = ANY($1) ORDER BY id`;

/** Those that nobody may read any more stay where they are. */
const PIECES = `
  SELECT id, type, taille, empreinte, intitule, coalesce(medicale, false) medicale, information_id "informationId"
  FROM hub.piece WHERE information_id = ANY($1) AND etat IN ('EN_QUARANTAINE', 'NON_ANALYSEE', 'SAINE')
  ORDER BY id`;

type Enfant = InformationTransferee['enfants'][number] & { readonly id: string };
type Piece = Omit<InformationTransferee['pieces'][number], 'fiche'> & { readonly informationId: string };

/**
 * An information in treatment or under evaluation (CASF L221-3, R221-5, R221-6 I 1°): the sheets, those joined, what other
 * institutions answered, the attachments and the protections in force. Its evaluation keeps its first reception (A1), each
 * sender its regime and its date; schooling, hospital care, requests and measures stay.
 */
export const informationTransferee = defineTransferable<InformationTransferee>({
  type: 'information',
  role: 'crip',
  forme: formeInformation,
  evenements: { nonAbouti: 'transfert.non-abouti', enAttente: 'transfert.en-attente' },

  prepare: async (tx, informationId, contexte) => {
    const { reference, collectivite } = await verrouillerEnTransit(tx, informationId, contexte);
    const fiches = await lireDossier(tx, informationId);
    const enfants = await tx.query<Enfant>(ENFANTS, [[...new Set(fiches.map(({ enfantId }) => enfantId))]]);
    const rangs = new Map(enfants.map(({ id }, i) => [id, i]));
    const rang = (id: string) => rangs.get(id) ?? -1;
    const protections = await lireAPorter(tx, [...rangs.keys()], collectivite);
    const ids = fiches.map(({ id }) => id);
    const pieces = await tx.ouvrir(PieceRow, await tx.query<Piece>(PIECES, [ids]));
    return {
      ...{ informationId, reference },
      enfants: enfants.map(({ id: _, ...traits }) => traits),
      fiches: fiches.map((fiche) => ecrireFiche(fiche, rang(fiche.enfantId))),
      protections: protections.map(({ enfantId, motif, precision }) => ({
        ...{ enfant: rang(enfantId), motif, precision },
      })),
      pieces: pieces.map(({ informationId: avec, ...piece }) => ({ ...piece, fiche: ids.indexOf(avec) })),
    };
  },

  receive: async (tx, { enfants, fiches, protections, pieces, informationId, reference }, passage, contexte) => {
    const { de, vers } = passage;
    const { newId, now } = contexte;
    // No transmission after majority (CASF R221-9).
    for (const enfant of enfants) exigerEnfantMineur(enfant, jourDe(now, vers, null), 'INFORMATION');
    const enfantIds = await inscrireEnfants(tx, enfants, vers, contexte);
    await relier(tx, [`ase-${vers}`], enfantIds, now);
    const lues = fiches.map((fiche) => lireFiche(fiche, enfantIds[fiche.enfant] ?? ''));
    const arrivee = await arriver(tx, (await ici(tx, lues, vers)) as unknown as DossierTransmis, vers, contexte);
    const portees = protections.map(({ enfant, ...une }) => ({ ...une, enfantId: enfantIds[enfant] ?? '' }));
    const posees = await poserProtections(tx, portees, { de, vers }, contexte);
    await joindreTransferees(
      tx,
      pieces.map((piece) => ({
        ...{ id: passage.pieces.get(piece.id) ?? '', intitule: piece.intitule, medicale: piece.medicale },
        informationId: arrivee.fiches[piece.fiche] ?? '',
        enfantId: lues[piece.fiche]?.enfantId ?? '',
      })),
      now,
    );
    const { id, reference: referenceArrivee } = arrivee;
    const enfantId = lues[0]?.enfantId ?? '';
    const origine = { informationId, de, vers, referenceDepart: reference, canal: 'AUTRE_HUB' as const, preuve: null };
    return {
      reponse: { id, reference: referenceArrivee },
      ecritures: [
        ...arrivee.ecritures,
        ...posees.ecritures,
        ecrire(TransfertRow, { ...origine, id: newId(), enfantId, arriveeId: id, referenceArrivee, le: now }),
      ],
      evenements: [...posees.evenements, ...arrivee.evenements],
      objet: { type: 'InformationPreoccupante', id },
    };
  },

  withdraw: async (tx, { id, sujetId, vers, motif, referenceArrivee }, contexte) => {
    const information = await verrouillerEnTransit(tx, sujetId, contexte);
    const remise = { arriveeId: null, vers, referenceArrivee, canal: 'AUTRE_HUB', preuve: null } as const;
    const issue = await partir(tx, information, { ...remise, le: contexte.now, motif: motif ?? '' }, contexte);
    await degeler(tx, id);
    return issue;
  },

  release: degeler,
});

async function degeler(tx: Tx, transfertId: string): Promise<void> {
  await tx.query('UPDATE crip.information_preoccupante SET transit_id = NULL WHERE transit_id = $1', [transfertId]);
}

function ecrireFiche({ id: _, enfantId: __, ...fiche }: FicheTransmise, enfant: number) {
  const dates = { recueLe: fiche.recueLe.toISOString(), transmiseLe: fiche.transmiseLe.toISOString() };
  // What was never said is absent from the JSON, whether it was null or not.
  const contenu = JSON.parse(JSON.stringify(fiche.contenu)) as InformationTransferee['fiches'][number]['contenu'];
  return { ...fiche, ...dates, contenu, enfant };
}

type FicheSansNom = Omit<FicheTransmise, 'id'>;

function lireFiche({ enfant: _, ...fiche }: InformationTransferee['fiches'][number], enfantId: string): FicheSansNom {
  const dates = { recueLe: new Date(fiche.recueLe), transmiseLe: new Date(fiche.transmiseLe) };
  return { ...fiche, ...dates, enfantId, contenu: fiche.contenu as unknown as FicheTransmise['contenu'] };
}

/** A sender that this hub does not know is answered by the CRIP, which says by which way. */
async function ici(tx: Tx, fiches: readonly FicheSansNom[], vers: string): Promise<FicheSansNom[]> {
  const parUnHub = fiches.filter(({ canal }) => canal === 'HUB').map((fiche) => fiche.emetteurInstitution);
  const connus = await lireRaccordees(tx, parUnHub);
  return fiches.map((fiche) =>
    fiche.canal === 'HUB' && !connus.has(fiche.emetteurInstitution)
      ? { ...fiche, canal: 'AUTRE_HUB' as const }
      : aRepondreIci(fiche, vers),
  );
}
