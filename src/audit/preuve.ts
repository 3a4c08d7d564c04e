import type { Signataire, Trousseau } from './cles';
import { composerDossier, type Archive } from './dossier';
import { collectivitesDe, objetsDuDossier, type Sujet } from './dossier-lecture';
import { preuveInclusion, type ActeDesigne, type Inclusion } from './inclusion';
import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database';

/** What resolvers may ask of the proof. */
export interface Preuve {
  /** Undefined: no such act; null: no checkpoint covers it yet. */
  inclusion(acte: ActeDesigne): Promise<Inclusion | null | undefined>;
  /** Undefined: nothing that this caller may know of; null: no checkpoint yet. */
  dossier(demande: DossierDemande): Promise<Archive | null | undefined>;
}

export interface DossierDemande {
  readonly sujet: Sujet;
  readonly apres: number | null | undefined;
  /** Institution that asks, and its territory: none for the national auditor. */
  readonly pour: string;
  readonly territoire: string | null;
}

export interface PreuveDeps {
  readonly database: Pick<Database, 'query'>;
  readonly clock: Clock;
  readonly signataire: Signataire;
  readonly trousseau: Trousseau;
}

export function preuveDe({ database, clock, signataire, trousseau }: PreuveDeps): Preuve {
  return {
    inclusion: (acte) => preuveInclusion(database, acte),
    dossier: async ({ sujet, apres, pour, territoire }) => {
      const objets = await objetsDuDossier(database, sujet);
      const collectivites = await collectivitesDe(database, objets);
      if (!enCharge(territoire, collectivites)) return undefined;
      const archive = await composerDossier(
        database,
        { sujet, apres, pour, le: clock.now() },
        { signataire, trousseau },
      );
      const rien = archive?.nombre === 0 && (apres ?? null) === null && collectivites.length === 0;
      return rien ? undefined : archive;
    },
  };
}

/** The DPO of an authority for the files that it holds, the national auditor for all. */
function enCharge(territoire: string | null, collectivites: readonly string[]): boolean {
  if (territoire === null) return true;
  return collectivites.length > 0 && collectivites.every((collectivite) => collectivite === territoire);
}
