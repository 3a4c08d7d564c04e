import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Actor } from '../../../auth/actor';
import type { HubContext } from '../../../context';
import { HubError } from '../../../domain/errors';
import { DIMENSIONS, type Dimension, type IndicateursPublies } from '../../../domain/indicateurs';
import { Indicateurs } from './indicateurs.type';

const LECTEURS: readonly Actor['role'][] = ['observatoire', 'crip', 'ase'];
const LIRE = `
  SELECT collectivite, annee, arretes_le "arretesLe", publies FROM hub.indicateurs
  WHERE collectivite = $1 AND annee = $2`;

@Resolver()
export class IndicateursResolver {
  @Query(() => Indicateurs, {
    nullable: true,
    description:
      'Indicateurs d’une année close de votre collectivité, pour l’observatoire départemental (CASF L226-3-3) ; absents tant qu’ils ne sont pas arrêtés, le 1er mai qui suit.',
  })
  async indicateurs(
    @Arg('annee', () => Int, { description: 'Année civile.' }) annee: number,
    @Ctx() { actor, lecture }: HubContext,
  ): Promise<Indicateurs | null> {
    if (!LECTEURS.includes(actor.role) || actor.territoire === null) throw new HubError('FORBIDDEN');
    // A year that no calendar has is answered as one that is not arrested, whatever its length.
    if (annee < 2000 || annee > 2100) return null;
    const [ligne] = await lecture.query<Pick<Indicateurs, 'collectivite' | 'annee'> & Arretes>(LIRE, [
      actor.territoire,
      annee,
    ]);
    if (ligne === undefined) return null;
    const { publies, arretesLe, ...reste } = ligne;
    const { informations, mesures, tables, delais } = publies;
    return {
      ...{ ...reste, arretesLe: arretesLe.toISOString(), informations, mesures, delais: [...delais] },
      tables: tables.map(({ dimension, lignes }) => ({
        ...{ dimension, libelle: DIMENSIONS[dimension].libelle },
        lignes: lignes.map((une) => ({ ...une, libelle: libelleDe(dimension, une.modalite) })),
      })),
    };
  }
}

interface Arretes {
  readonly arretesLe: Date;
  readonly publies: IndicateursPublies;
}

function libelleDe(dimension: Dimension, modalite: string): string {
  const modalites: Readonly<Record<string, string | { readonly libelle: string }>> = DIMENSIONS[dimension].modalites;
  const dit = modalites[modalite] ?? modalite;
  return typeof dit === 'string' ? dit : dit.libelle;
}
