import { defineAct } from '../../act';
import { controlerAge, controlerNom } from '../../domain/controle';
import { AGE_MAX_PASSAGE } from '../../domain/passages';
import { newReference } from '../../platform/reference';
import type { AccuseReception } from '../../published/accuse-reception.type';
import type { SignalerPassageInput } from './passage.input';

/**
 * A hospital says that it has seen a child, without knowing whether the ASE has charge of it: if so the ASE is told;
 * otherwise nothing of the child is kept. The hospital has the same answer, and the same receipt. No text says this way.
 */
export const signalerPassage = defineAct<SignalerPassageInput, AccuseReception>({
  name: 'signalerPassage',
  roles: ['hopital'],
  scope: 'ip:transmettre',
  controler: (c, { idempotencyKey, enfant, le }) => {
    const at = (field: string) => ['enfant', field];
    c.longueur(['idempotencyKey'], idempotencyKey);
    for (const field of ['nomNaissance', 'prenoms'] as const) {
      c.texte(at(field), enfant[field]);
      controlerNom(c, at(field), enfant[field]);
    }
    c.passe(at('dateNaissance'), enfant.dateNaissance);
    controlerAge(c, at('dateNaissance'), enfant.dateNaissance, AGE_MAX_PASSAGE);
    c.texte(at('communeNaissance'), enfant.communeNaissance, 5);
    c.passe(['le'], le);
  },
  perform: async (tx, { enfant, nature, le }, contexte) => {
    const { actor, newId, now, empreinte, registres } = contexte;
    const passage = { enfant, nature, finess: actor.institution, le: new Date(le) };
    const suite = await registres.noterPassage(tx, passage, contexte);
    const id = newId();
    return {
      reponse: { id, reference: newReference('PA'), recueLe: now.toISOString(), empreinte, echeances: [] },
      ...suite,
      // What the receipt names: the same whether or not the child is known.
      objet: { type: 'Passage', id },
    };
  },
});
