import { Arg, Ctx, Directive, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../context';
import type { Finalite } from '../../domain/access-finalites';
import { loader } from '../../platform/loaders';
import { isUuid } from '../../published/connection';
import * as enums from '../../published/enums';
import { ficheOuverte } from '../../published/fiche-ouverte';
import { Horodatage } from '../../published/scalars';
import { enfantParIns } from './enfant-par-ins';
import { SuiviSanteRow } from './suivi-sante.entity';

@ObjectType({ description: "Suivi hospitalier de l'enfant." })
export class SuiviSante {
  @Field(() => String, { nullable: true, description: "FINESS de l'établissement." })
  finess?: string | null;

  @Field(() => String, { nullable: true, description: 'RPPS du professionnel.' })
  rpps?: string | null;

  @Field(() => Horodatage, { description: 'Déclaré le.' })
  declareLe!: string;

  /** Asked by the access table (`acces/faits.ts`). */
  declarePar!: string;
  enfantId!: string;
  collectivite!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'Enfant pour lequel au moins un échange est en cours. Chaque institution y ajoute ses champs : tous, hors son identité, s’ouvrent pour une finalité, par quelque objet que l’on y vienne (`FINALITE_REQUISE`).',
})
export class Enfant {
  @Field(() => ID, { description: 'Identifiant propre au hub, sans lien avec le NIR, l’INS ni l’INE.' })
  id!: string;
}

/** Medical content is read by the hospital that wrote it, and by nobody else for now (matrix § 5.2, deny by default). */
function suivis(context: HubContext) {
  return loader<SuiviSante | null, null>(
    context,
    'sante.suivi',
    async (enfantIds) => {
      if (context.actor.role !== 'hopital') return new Map();
      const rows = await context.lecture
        .createQueryBuilder(SuiviSanteRow, 's')
        .distinctOn(['s.enfantId'])
        .where('s.enfantId = ANY(:enfantIds::uuid[])', { enfantIds: enfantIds.filter(isUuid) })
        .andWhere('s.declarePar = :par', { par: context.actor.institution })
        .orderBy('s.enfantId')
        .addOrderBy('s.id', 'DESC')
        .getMany();
      return new Map(
        rows.map(({ finess, rpps, declarePar, enfantId, collectivite, declareLe }) => [
          enfantId,
          Object.assign(new SuiviSante(), {
            ...{ finess, rpps, declarePar, enfantId, collectivite },
            declareLe: declareLe.toISOString(),
          }),
        ]),
      );
    },
    null,
  );
}

@Resolver(() => Enfant)
export class EnfantResolver {
  @Query(() => Enfant, {
    nullable: true,
    description:
      'Enfant que votre hôpital a déclaré sous cet INS ; pour un médecin ou un personnel tenu au même secret. Inconnu ou déclaré par un autre : la même réponse `NOT_FOUND`.',
  })
  async enfantParIns(
    @Arg('ins', () => String, { description: 'Matricule INS, clé comprise.' }) ins: string,
    @Arg('finalite', () => enums.Finalite, { description: 'Pour quoi la fiche est ouverte : une par opération.' })
    finalite: Finalite,
    @Ctx() context: HubContext,
  ): Promise<Enfant> {
    return ficheOuverte(context, finalite, () => enfantParIns(context, ins));
  }

  @FieldResolver(() => SuiviSante, { nullable: true, description: 'Suivi que votre hôpital a déclaré.' })
  suiviSante(@Root() { id }: Enfant, @Ctx() context: HubContext): Promise<SuiviSante | null> {
    return suivis(context).load(id);
  }
}
