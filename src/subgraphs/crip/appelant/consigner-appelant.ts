import type { Actor } from '../../../auth/actor';
import { controlerNom, type Controle } from '../../../domain/controle';
import { ecrire, type Ecriture } from '../../../platform/database';
import { AppelantRow } from './appelant.entity';
import type { AppelantInput } from './appelant.input';

export function controlerAppelant(c: Controle, appelant: AppelantInput | null | undefined, actor: Actor): void {
  if (!appelant) return;
  if (actor.role !== 'snated') {
    c.refuser(['appelant'], 'VALEUR_INVALIDE', 'appelant : seul le 119 peut écrire ce bloc (CASF L226-6).');
    return;
  }
  const { nom, telephone, lien } = appelant;
  for (const [champ, valeur] of Object.entries({ nom, telephone, lien })) c.longueur(['appelant', champ], valeur);
  controlerNom(c, ['appelant', 'nom'], nom);
  if (!nom?.trim() && !telephone?.trim() && !lien?.trim())
    c.refuser(
      ['appelant'],
      'CHAMP_REQUIS',
      'appelant : un nom, un téléphone ou un lien avec l’enfant est attendu ; si rien n’en est connu, ce bloc ne s’envoie pas.',
    );
}

/** Beside the information, never in it. */
export function consignerAppelant(
  appelant: AppelantInput | null | undefined,
  { informationId, enfantId }: Pick<AppelantRow, 'informationId' | 'enfantId'>,
  { institution }: Actor,
): Ecriture[] {
  if (!appelant) return [];
  const { nom = null, telephone = null, lien = null, anonymatDemande } = appelant;
  const identite = { nom, telephone, lien, anonymatDemande };
  return [ecrire(AppelantRow, { informationId, enfantId, institution, identite })];
}
