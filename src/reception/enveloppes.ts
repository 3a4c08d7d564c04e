import { isUniqueViolation, livraisons } from '../act';
import type { Signataire } from '../audit/cles';
import { sceller } from '../audit/recu';
import type { Actor } from '../auth/actor';
import type { Envoi, Erreur, Reponse } from '../../connectors/entrant';
import { ecrire, type Database, type Tx } from '../platform/database';
import { lireRaccordees } from '../platform/raccordement';
import { EnveloppeRow, type Contenu } from './enveloppe.entity';

export interface EnveloppesDeps {
  readonly database: Database;
  readonly newId: () => string;
  readonly signataire: Signataire;
  readonly committed: () => void;
}

interface Connue {
  readonly id: string;
  readonly empreinte: string;
  /** What was answered, when it is done with the same bytes. */
  readonly reponse: Reponse | null;
}

interface Gardee {
  readonly id: string;
  /** SHA-256 of what came under this identifier. */
  readonly empreinte: string;
}

interface Lue extends Gardee {
  readonly voie: string;
}

/** The messages of partners, as rows. Each step is a transaction of its own: what was kept stays kept. */
export function enveloppes({ database, newId, signataire, committed }: EnveloppesDeps) {
  const objets = new Map<string, string>();
  /** The name under which a partner has its key. */
  const objetDe = async (tx: Pick<Tx, 'query'>, institution: string): Promise<string> => {
    const connu = objets.get(institution);
    if (connu !== undefined) return connu;
    const [ligne] = await tx.query<{ objetId: string }>(
      'SELECT objet_id AS "objetId" FROM hub.partenaire WHERE id = $1',
      [institution],
    );
    if (!ligne) throw new Error('The sender is not in the register.');
    objets.set(institution, ligne.objetId);
    return ligne.objetId;
  };
  const pour = <R>({ institution, role, territoire }: Actor, work: (tx: Tx) => Promise<R>): Promise<R> =>
    database.transaction(work, { institution, role, territoire, acte: 'recevoirMessage' });
  const supprimer = (tx: Tx, id: string) => tx.query('DELETE FROM hub.enveloppe WHERE id = $1', [id]);

  /** Tells the sender's institution, through its inbox, and says so on the audit. */
  const avertir = async (tx: Tx, acteur: Actor, acte: string, { id, empreinte }: Gardee, now: Date) => {
    const { institution } = acteur;
    const sujetId = await objetDe(tx, institution);
    const evenement = {
      type: 'message.ecarte',
      sujetId,
      portee: { collectivite: '', destinataire: institution },
    } as const;
    const { ecriture } = sceller(
      {
        ...{ id: newId(), acte, institution, acteur: acteur.sub, empreinte, le: now },
        objets: [{ type: 'Enveloppe', id }],
      },
      signataire,
    );
    await tx.insert([...livraisons(evenement, await lireRaccordees(tx, [institution]), { newId, now }), ecriture]);
  };

  const reconnaitre = (de: Actor, { id, voie, cle, empreinte }: Lue & { readonly cle: string }): Promise<Connue> =>
    pour(de, async (tx) => {
      const [prise] = await tx.query<{ id: string }>(
        `UPDATE hub.enveloppe SET cle = $2 WHERE id = $1 AND NOT EXISTS (
           SELECT FROM hub.enveloppe WHERE institution = $3 AND voie = $4 AND cle = $2 AND id <> $1) RETURNING id`,
        [id, cle, de.institution, voie],
      );
      if (prise) return { id, empreinte, reponse: null };
      const [connue] = await tx.query<Connue>(
        `SELECT id, empreinte, CASE WHEN empreinte = $4 THEN reponse END AS reponse FROM hub.enveloppe
         WHERE institution = $1 AND voie = $2 AND cle = $3`,
        [de.institution, voie, cle, empreinte],
      );
      if (!connue) throw new Error('A message is both known and unknown.');
      await supprimer(tx, id);
      const [ouverte = connue] = await tx.ouvrir(EnveloppeRow, [connue]);
      return ouverte;
    });

  return {
    /** @returns the identifier of the row */
    garder: (
      voie: string,
      { de, corps, type, jeu, nom, preuve, recuLe }: Envoi & { readonly de: Actor },
      empreinte: string,
    ) =>
      pour(de, async (tx) => {
        const id = newId();
        const { institution } = de;
        const objetId = await objetDe(tx, institution);
        const ligne = { id, voie, institution, objetId, cle: null, empreinte, etat: 'RECUE' as const, recueLe: recuLe };
        const octets = corps.toString('base64');
        const contenu: Contenu = {
          ...{ octets, type, jeu },
          ...(nom === undefined ? {} : { nom }),
          ...(preuve === undefined ? {} : { preuve }),
        };
        await tx.insert([
          ecrire(EnveloppeRow, { ...ligne, essais: 1, contenu, erreurs: null, reponse: null }, objetId),
        ]);
        return id;
      }),

    /** Gives the message its own identifier, or finds the one that already has it; the new row then goes away. */
    reconnaitre: async (de: Actor, lue: Lue & { readonly cle: string }): Promise<Connue> => {
      try {
        return await reconnaitre(de, lue);
      } catch (error) {
        // The same message came at the same time and took it: its row is now there to be found.
        if (isUniqueViolation(error)) return reconnaitre(de, lue);
        throw error;
      }
    },

    /** Same identifier, other bytes: nothing is done, and its institution is told (a copy that was altered, or a fault). */
    contredire: async (de: Actor, gardee: Gardee, now: Date): Promise<void> => {
      await pour(de, (tx) => avertir(tx, de, 'contredireMessage', gardee, now));
      committed();
    },

    /** Puts aside what could not be read. The same bytes again add to the count, and nobody is told twice. */
    ecarter: async (
      de: Actor,
      { id, voie, empreinte, erreurs, le }: Lue & { readonly erreurs: readonly Erreur[]; readonly le: Date },
    ): Promise<void> => {
      const nouvelle = await pour(de, async (tx) => {
        const deja = await tx.query(
          `UPDATE hub.enveloppe SET essais = essais + 1
           WHERE institution = $1 AND voie = $2 AND empreinte = $3 AND etat = 'ECARTEE' RETURNING id`,
          [de.institution, voie, empreinte],
        );
        if (deja.length > 0) {
          await supprimer(tx, id);
          return false;
        }
        const [mise] = await tx.query<{ dite: boolean }>(
          `UPDATE hub.enveloppe SET etat = 'ECARTEE', erreurs = $2, essais = essais + (erreurs IS NOT NULL)::int
           WHERE id = $1 RETURNING essais > 1 AS dite`,
          [id, JSON.stringify(erreurs)],
        );
        if (mise?.dite !== false) return false;
        await avertir(tx, de, 'ecarterMessage', { id, empreinte }, le);
        return true;
      });
      if (nouvelle) committed();
    },

    /**
     * All that it asked is committed: what is answered is kept, its bytes are not.
     * @returns what was answered first, when the same message came twice at once
     */
    achever: (de: Actor, id: string, reponse: Reponse): Promise<Reponse> =>
      pour(de, async (tx) => {
        const scelle = await tx.sceller(EnveloppeRow, { id, reponse }, await objetDe(tx, de.institution));
        const achevees = await tx.query(
          `UPDATE hub.enveloppe SET etat = 'TRAITEE', contenu = NULL, erreurs = NULL, reponse = $2
           WHERE id = $1 AND etat <> 'TRAITEE' RETURNING id`,
          [id, scelle.reponse],
        );
        if (achevees.length > 0) return reponse;
        const connues = await tx.query<{ id: string; reponse: Reponse | null }>(
          'SELECT id, reponse FROM hub.enveloppe WHERE id = $1',
          [id],
        );
        const [connue] = await tx.ouvrir(EnveloppeRow, connues);
        return connue?.reponse ?? reponse;
      }),

    /** There was nothing to do: nothing is left of it. */
    oublier: (de: Actor, id: string) => pour(de, (tx) => supprimer(tx, id)),
  };
}
