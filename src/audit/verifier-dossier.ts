import type { Trousseau } from './cles';
import { dossierSchema, type Dossier } from './dossier-forme';
import { verifierCoherence, verifierInclusion } from './merkle';
import { lirePoint, type PointDeControle } from './point-de-controle';
import { signatureValide, verifierTexte } from './recu';
import { empreinteFeuille, forme } from './sources';

/** What is wrong with an archive, by stable code. */
export const DEFAUTS = {
  ILLISIBLE: "le fichier n'a pas la forme d'un dossier de preuve ou d'un reçu, ou a été modifié",
  SIGNATURE: "la signature de l'archive n'est pas celle du hub sur ce contenu",
  POINT: "le point de contrôle n'est pas signé par le journal du hub",
  POINT_ANTERIEUR: "un point de contrôle antérieur n'est pas signé par le journal du hub",
  COHERENCE: "le journal ne prolonge pas l'un de ses points de contrôle antérieurs",
  INCLUSION: "un enregistrement n'est pas dans le journal signé",
  RECU: "un acte n'a pas de reçu signé par le hub",
  ORDRE: 'les enregistrements ne sont pas dans leur ordre',
  HORS_SUJET: "un enregistrement ne nomme pas l'échange du dossier",
} as const satisfies Record<string, string>;
export type CodeDefaut = keyof typeof DEFAUTS;

export interface Defaut {
  readonly code: CodeDefaut;
  /** Of the record, or size of the journal at the checkpoint. */
  readonly position?: number;
}

export interface Verification {
  readonly dossier: Dossier | undefined;
  readonly point: PointDeControle | undefined;
  readonly anterieurs: readonly PointDeControle[];
  /** Empty: all that the archive says is proven. */
  readonly defauts: readonly Defaut[];
}

/** Checks one archive with public keys alone: those given, otherwise its own. Reads no file, no clock, no network. */
export function verifierDossier(texte: string, cles?: Trousseau): Verification {
  const dossier = lire(texte);
  if (dossier === undefined) return { dossier, point: undefined, anterieurs: [], defauts: [{ code: 'ILLISIBLE' }] };
  const trousseau = cles ?? dossier.cles;
  const defauts: Defaut[] = [];
  const { signature, ...signe } = dossier;
  if (!verifierTexte(forme(signe), signature, new Date(dossier.etabliLe), trousseau))
    defauts.push({ code: 'SIGNATURE' });
  const point = lirePoint(dossier.point, trousseau);
  if (point === undefined) return { dossier, point, anterieurs: [], defauts: [...defauts, { code: 'POINT' }] };
  const anterieurs = dossier.anterieurs.flatMap((ancien) => {
    const lu = lirePoint(ancien.point, trousseau);
    if (lu === undefined) defauts.push({ code: 'POINT_ANTERIEUR' });
    else if (!prolonge(lu, point, ancien.coherence)) defauts.push({ code: 'COHERENCE', position: lu.taille });
    else return [lu];
    return [];
  });
  let derniere = -1;
  for (const enregistrement of dossier.enregistrements) {
    const { position } = enregistrement;
    if (position <= derniere) defauts.push({ code: 'ORDRE', position });
    derniere = position;
    for (const code of defautsDe(enregistrement, dossier.sujet, point, trousseau)) defauts.push({ code, position });
  }
  return { dossier, point, anterieurs, defauts };
}

/** To the byte: what is not written in the canonical form was not written by the hub. */
function lire(texte: string): Dossier | undefined {
  try {
    const valeur: unknown = JSON.parse(texte);
    const lu = dossierSchema.safeParse(valeur);
    return lu.success && `${forme(lu.data)}\n` === texte ? lu.data : undefined;
  } catch {
    return undefined;
  }
}

const octets = (base64: readonly string[]) => base64.map((hash) => Buffer.from(hash, 'base64'));

function prolonge(ancien: PointDeControle, point: PointDeControle, coherence: readonly string[]): boolean {
  return verifierCoherence({
    ...{ ancienne: ancien.taille, taille: point.taille, chemin: octets(coherence) },
    ...{ ancienneRacine: ancien.racine, racine: point.racine },
  });
}

function* defautsDe(
  { position, feuille, inclusion }: Dossier['enregistrements'][number],
  sujet: Dossier['sujet'],
  { taille, racine }: PointDeControle,
  trousseau: Trousseau,
): Generator<CodeDefaut, void> {
  const contenu = forme(feuille);
  const preuve = { indice: position, taille, racine, feuille: empreinteFeuille(contenu), chemin: octets(inclusion) };
  if (!verifierInclusion(preuve)) yield 'INCLUSION';
  if (feuille.nature === 'acte' && !signatureValide(contenu, trousseau)) yield 'RECU';
  if (sujet.type === 'echange' && !feuille.objets.some(({ id }) => id === sujet.id)) yield 'HORS_SUJET';
}
