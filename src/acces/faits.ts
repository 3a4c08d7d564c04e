import type { Faits } from '../domain/access-conditions';

type Objet = Readonly<Record<string, unknown>>;

const texte = (valeur: unknown): string | null => (typeof valeur === 'string' ? valeur : null);

/** Of whom a record tells the place, and who has charge of it. */
function lieuDe({ enfantId, collectivite }: Objet): Faits {
  return { enfant: texte(enfantId), collectivite: texte(collectivite) };
}

/**
 * What a record says of those whom it concerns, by type: read from the object that its subgraph answers, whose fields
 * are its published ones and those that no schema shows. A type that is not here says nothing, and no condition on a
 * record holds for it.
 */
const FAITS: Readonly<Record<string, (objet: Objet) => Faits>> = {
  InformationPreoccupante: ({ auteur, collectivite, saisi, emetteur, redigeeParUnSoignant, enfantId }) => ({
    enfant: texte(enfantId),
    auteur: texte(auteur),
    collectivite: texte(collectivite),
    saisi: texte(saisi),
    anonymatDemande: (emetteur as Objet | null | undefined)?.['anonymatDemande'] === true,
    soignant: redigeeParUnSoignant === true,
  }),
  DecisionJuge: ({ lieuAnonyme, ...decision }) => ({ ...lieuDe(decision), lieuSecret: lieuAnonyme === true }),
  Mesure: ({ lieuSecret, ...mesure }) => ({ ...lieuDe(mesure), lieuSecret: lieuSecret === true }),
  MesureUrgente: lieuDe,
  Scolarite: ({ declareePar, ...scolarite }) => ({ ...lieuDe(scolarite), auteur: texte(declareePar) }),
  SuiviSante: ({ declarePar, ...suivi }) => ({ ...lieuDe(suivi), auteur: texte(declarePar) }),
};

const porteurs = new WeakMap<object, { readonly type: string; readonly objet: object }>();

/** A part says what the record that carries it says. */
export function rattacher(partie: unknown, type: string, objet: unknown): void {
  if (typeof partie === 'object' && partie !== null && typeof objet === 'object' && objet !== null)
    porteurs.set(partie, { type, objet });
}

export function faitsDe(type: string, objet: unknown): Faits {
  if (typeof objet !== 'object' || objet === null) return {};
  const propres = FAITS[type];
  if (propres) return propres(objet as Objet);
  const porteur = porteurs.get(objet);
  return porteur ? faitsDe(porteur.type, porteur.objet) : {};
}
