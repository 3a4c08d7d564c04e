import { controlerEpoque, type Controle } from '../../../domain/controle';
import { RECIT_MAX } from '../../../domain/controle';
import type { QualiteAccord } from '../../../domain/mesures-ase';
import type { Consentement } from './mesure.entity';

export interface Accords {
  readonly accords: readonly { readonly qualite: QualiteAccord; readonly donne: boolean; readonly le: string }[];
  readonly contrat?: string | null;
}

/** An administrative measure rests on the agreement of those who hold parental authority, at each renewal too. */
export function controlerAccords(c: Controle, { accords, contrat }: Accords, jeuneMajeur: boolean): void {
  c.longueur(['contrat'], contrat, RECIT_MAX);
  accords.forEach(({ le }, i) => {
    controlerEpoque(c, ['accords', String(i), 'le'], le);
  });
  const voulu = accords.filter(({ qualite }) => (qualite === 'JEUNE') === jeuneMajeur);
  if (voulu.length === 0)
    c.refuser(
      ['accords'],
      'ARTICLE_CONTRAIRE',
      jeuneMajeur
        ? "accords : l'accord du jeune majeur est requis (CASF L222-5 5°)."
        : "accords : l'accord écrit des titulaires de l'autorité parentale est requis (CASF L223-2 al. 1).",
    );
  if (accords.some(({ donne }) => !donne))
    c.refuser(
      ['accords'],
      'ARTICLE_CONTRAIRE',
      "accords : un refus s'y oppose ; seule l'autorité judiciaire peut alors décider (CASF L223-2 al. 1, L226-4).",
    );
}

export function consentementDe({ accords, contrat }: Accords): Consentement {
  return { accords: accords.map(({ qualite, le }) => ({ qualite, le })), contrat: contrat ?? null };
}
