import { randomBytes, randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { actRunner } from '../../src/act';
import { signataire, type Trousseau } from '../../src/audit/cles';
import { PARAMETRES } from '../../src/domain/identite';
import { cleIdentite } from '../../src/domain/enfant';
import { ecrire, type Database, type Ecriture, type Tx } from '../../src/platform/database';
import { lieuDeLaCle, type Cle, type ClesEnfants } from '../../src/platform/secret/cles-enfants';
import { CleEnfantRow } from '../../src/platform/secret/cle-enfant.entity';
import type { Coffre } from '../../src/platform/secret/coffre';
import { lignesSecretes } from '../../src/platform/secret/lignes';
import { registres } from '../../src/subgraphs/registry';
import { EnfantRow, RelationRow } from '../../src/subgraphs/crip/enfant.entity';
import { FicheEnfantRow } from '../../src/subgraphs/crip/rapprochement/fiche-enfant.entity';
import { transmettreInformationPreoccupante } from '../../src/subgraphs/crip/transmettre-information-preoccupante';
import type { Signale } from './chronique';
import type { EnfantInvente } from './familles';
import { emetteurDe, ficheDe } from './fiches';
import type { Tirage } from '../../test/support/tirage';

export interface Recolte {
  /** The rows that the real act writes of that sheet, sealed; and the identifier of its child. */
  recevoir(
    signale: Signale,
    rang: number,
  ): Promise<{ readonly lignes: readonly Ecriture[]; readonly enfantId: string }>;
}

export interface RecolteOptions {
  readonly database: Database;
  readonly coffre: Coffre;
  readonly trousseau: Trousseau;
  readonly hasard: Tirage;
}

/** Runs the act itself, day after day, on a transaction that answers nothing and keeps what it is given to write. */
export function recolte({ database, coffre, trousseau, hasard }: RecolteOptions): Recolte {
  let now = new Date(0);
  let lignes: Ecriture[] = [];
  let enfantId = '';
  const newId = () => v7({ msecs: now.getTime() });
  // Kept with the child itself, so that they go with it once its family is not followed any more.
  const clesDe = new WeakMap<EnfantInvente, Map<string, Cle>>();
  const cles = clesNeuves({
    coffre,
    ecrireCle: (ligne) => lignes.push(ligne),
    now: () => now,
    connues: () => {
      const siennes = clesDe.get(enCours) ?? new Map<string, Cle>();
      clesDe.set(enCours, siennes);
      return siennes;
    },
  });
  const secretes = lignesSecretes(database.dataSource, cles);
  const rien = <R>() => Promise.resolve<R[]>([]);
  const tx: Tx = {
    query: rien,
    insert: async (ecritures) => {
      lignes.push(...(await secretes.sceller({ query: rien }, ecritures)));
    },
    ...{ sceller: jamais, scellerTous: jamais, ouvrir: jamais },
    index: (...valeur) => secretes.index(...valeur),
  };
  const connus = new WeakMap<EnfantInvente, Map<string, string>>();
  let enCours: EnfantInvente;
  const run = actRunner({
    database: { ...database, transaction: (work) => work(tx) },
    clock: { now: () => now },
    newId,
    raccordees: (_, institutions) => Promise.resolve(new Set(institutions)),
    signataire: signataire(trousseau, 'recus', new Date()),
    production: false,
    refusInscriptible: () => Promise.resolve(false),
    committed: () => undefined,
    registres: {
      ...registres(),
      receptionHorsHoraires: () => Promise.resolve(false),
      inscrireEnfant: (_, identite, collectivite, { actor: { institution } }) => {
        const ici = connus.get(enCours) ?? new Map<string, string>();
        connus.set(enCours, ici);
        const deja = ici.get(collectivite);
        enfantId = deja ?? newId();
        if (deja === undefined) {
          ici.set(collectivite, enfantId);
          const { nomNaissance, prenoms, sexe, dateNaissance = null, communeNaissance = null } = identite;
          const traits = { nomNaissance, nomUsage: null, prenoms, sexe, dateNaissance, ageApproximatif: null };
          const cle = cleIdentite(identite);
          lignes.push(
            ecrire(EnfantRow, { id: enfantId, collectivite, ...traits, communeNaissance, cleIdentite: cle }),
            // As the trigger would have written it, once the worker has read it.
            ecrire(FicheEnfantRow, {
              ...{ enfantId, collectivite, histoireId: enfantId, cles: [], regles: PARAMETRES.version },
              derniereInformationId: null,
            }),
          );
        }
        const lien = `${institution} ${collectivite}`;
        if (!ici.has(lien)) {
          ici.set(lien, enfantId);
          lignes.push(ecrire(RelationRow, { institution, enfantId, depuis: now }));
        }
        return Promise.resolve(enfantId);
      },
    },
  });
  return {
    recevoir: async (signale, rang) => {
      now = signale.le;
      lignes = [];
      enCours = signale.enfant;
      await run(transmettreInformationPreoccupante, emetteurDe(signale), ficheDe(signale, rang, hasard));
      return { lignes, enfantId };
    },
  };
}

const jamais = () => Promise.reject(new Error('A first sheet reads nothing.'));

interface ClesOptions {
  readonly coffre: Coffre;
  readonly ecrireCle: (ligne: Ecriture) => void;
  readonly now: () => Date;
  /** Those of the child that is being heard of, one per collectivité where it is known. */
  readonly connues: () => Map<string, Cle>;
}

/** Keys made as the hub makes them, without asking the table whether there is one. */
function clesNeuves({ coffre, ecrireCle, now, connues }: ClesOptions): ClesEnfants {
  const neuve = async (enfantId: string): Promise<Cle> => {
    const cle = { id: randomUUID(), octets: randomBytes(32) };
    const [enveloppe] = await coffre.envelopper([{ cle: cle.octets, lieu: lieuDeLaCle(cle.id, enfantId) }]);
    if (!enveloppe) throw new Error('The coffre wrapped nothing.');
    const { kek, octets } = enveloppe;
    ecrireCle(ecrire(CleEnfantRow, { id: cle.id, enfantId, kek, enveloppe: octets, creeeLe: now(), detruiteLe: null }));
    connues().set(enfantId, cle);
    return cle;
  };
  return {
    cleIndex: coffre.cleIndex,
    pourEcrire: async (_, enfantIds) => {
      const cles = new Map<string, Cle>();
      for (const id of enfantIds) if (!cles.has(id)) cles.set(id, connues().get(id) ?? (await neuve(id)));
      return cles;
    },
    pourLire: () => Promise.resolve(new Map()),
  };
}
