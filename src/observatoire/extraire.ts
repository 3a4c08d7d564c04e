import { createHash } from 'node:crypto';
import type { Signataire } from '../audit/cles';
import { sceller } from '../audit/recu';
import { compteur } from '../domain/olinpe-completude';
import type { EnfantObserve } from '../domain/olinpe-enregistrement';
import type { Annexe } from '../domain/olinpe-types';
import { colonnes } from '../domain/olinpe-variables';
import type { Database, Tx } from '../platform/database';
import { cloreEcheances } from '../platform/echeances';
import { traitsDesEnfants } from '../subgraphs/crip';
import { pseudonymes, type FichierPseudonymes } from './cles-pseudonymes';
import { DECISIONS } from './evenements-decisions';
import { MESURES } from './evenements-mesures';
import { FORMATS, type NomFormat } from './formats';
import { lireExtraction, type Extraction } from './lire-extraction';
import { ouvrirExtraction, type Ouverture } from './ouvrir-extractions';
import { bornes, emetteurDe, type Demande, type Source } from './source';

export interface Moyens extends Ouverture {
  readonly cles: FichierPseudonymes;
  readonly signataire: Signataire;
  /** `part`: 0 to 1. */
  readonly avancer?: (part: number) => void;
}

interface LigneDUnEnfant {
  readonly enfantId: string;
}
const SOURCES: Readonly<Record<Annexe, Source<LigneDUnEnfant>>> = {
  '2-8': MESURES as unknown as Source<LigneDUnEnfant>,
  '2-8-1': DECISIONS as unknown as Source<LigneDUnEnfant>,
};

const LOT = 200;
const VERROUILLER = `
  SELECT id, extraite_le "extraiteLe" FROM hub.extraction_olinpe
  WHERE annexe = $1 AND emetteur = $2 AND annee = $3 FOR UPDATE`;
const GARDER = `
  INSERT INTO hub.enregistrement_olinpe (extraction_id, rang, valeurs)
  SELECT $1, rang, valeurs FROM jsonb_to_recordset($2::jsonb) AS e(rang int, valeurs jsonb)`;
const FAITE = `
  UPDATE hub.extraction_olinpe SET extraite_le = $2, variables = $3, completude = $4, prolongations = $5, cles = $6,
    empreinte_csv = $7, empreinte_xml = $8, recu = $9 WHERE id = $1`;

/**
 * The extraction of a year, made once: what the hub knew then is kept, and every later export gives those bytes. Read by a
 * cursor, so that its memory does not grow with the département; signed, so that it can be shown unchanged; A14 is met.
 */
export async function extraire(database: Database, demande: Demande, moyens: Moyens): Promise<Extraction> {
  const { habilitation } = emetteurDe(demande);
  await database.transaction(async (tx) => {
    await ouvrirExtraction(tx, demande, moyens);
    const [ouverte] = await tx.query<{ id: string; extraiteLe: Date | null }>(VERROUILLER, valeursDe(demande));
    if (ouverte === undefined) throw new Error('The extraction that was just opened is not there.');
    if (ouverte.extraiteLe === null) await faire(tx, ouverte.id, demande, moyens);
  }, habilitation);
  const faite = await lireExtraction(database, demande);
  if (faite === undefined) throw new Error('The extraction that was just made is not there.');
  return faite;
}

const valeursDe = ({ annexe, emetteur, annee }: Demande) => [annexe, emetteur, annee];

async function faire(tx: Tx, id: string, demande: Demande, moyens: Moyens): Promise<void> {
  const { now, newId, cles, signataire, avancer } = moyens;
  const source = SOURCES[demande.annexe];
  const variables = colonnes(demande.annexe);
  const annee = [demande.emetteur, ...bornes(demande)];
  const [comptes] = await tx.query<{ evenements: number; prolongations: number }>(source.comptes, annee);
  const { compter, completude } = compteur(variables);
  const { de, noms } = pseudonymes(cles);
  const empreintes = empreintesDe(variables, now);
  let rang = 0;
  await tx.query(`DECLARE olinpe NO SCROLL CURSOR FOR ${source.lignes}`, annee);
  for (;;) {
    const lot = await tx.query<LigneDUnEnfant>(`FETCH ${String(LOT)} FROM olinpe`);
    if (lot.length === 0) break;
    const traits = await traitsDesEnfants(
      tx,
      lot.map(({ enfantId }) => enfantId),
    );
    const gardees = lot.map((ligne) => {
      const connu = traits.get(ligne.enfantId);
      const enfant: EnfantObserve = {
        ...{ identifiants: de(connu), sexe: connu?.sexe ?? null, dateNaissance: connu?.dateNaissance ?? null },
      };
      const saisies = source.enregistrement(ligne, enfant, emetteurDe(demande));
      compter(saisies);
      const valeurs = saisies.map(({ valeur }) => valeur);
      empreintes.ajouter(valeurs);
      rang += 1;
      return { rang, valeurs };
    });
    await tx.query(GARDER, [id, JSON.stringify(gardees)]);
    avancer?.(rang / Math.max(comptes?.evenements ?? rang, rang));
  }
  await tx.query('CLOSE olinpe');
  const { csv, xml } = empreintes.finir();
  const { institution } = emetteurDe(demande).habilitation;
  const acte = { id: newId(), acte: 'exporterOlinpe', institution, acteur: 'exploitant', empreinte: csv, le: now };
  const reference = `OLINPE-${demande.annexe}-${demande.emetteur}-${String(demande.annee)}`;
  const scelle = sceller({ ...acte, reference, objets: [{ type: 'ExtractionOlinpe', id }] }, signataire);
  await tx.query(FAITE, [
    ...[id, now, variables, JSON.stringify(completude()), comptes?.prolongations ?? 0, noms, csv, xml],
    JSON.stringify(scelle.recu),
  ]);
  await cloreEcheances(tx, id, ['A14'], now, 'TENUE');
  await tx.insert([scelle.ecriture]);
}

/** The digests of both files, made as the records go by. */
function empreintesDe(variables: readonly string[], extraiteLe: Date) {
  const noms = Object.keys(FORMATS) as NomFormat[];
  const hachages = noms.map((nom) => ({
    ...{ nom, hachage: createHash('sha256').update(FORMATS[nom].entete(variables, extraiteLe)) },
  }));
  return {
    ajouter: (valeurs: readonly string[]): void => {
      for (const { nom, hachage } of hachages) hachage.update(FORMATS[nom].ligne(variables, valeurs));
    },
    finir: () =>
      Object.fromEntries(
        hachages.map(({ nom, hachage }) => [nom, hachage.update(FORMATS[nom].pied).digest('hex')]),
      ) as Record<NomFormat, string>,
  };
}
