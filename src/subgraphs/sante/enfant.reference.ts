import { Ctx, Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../context';
import { loader } from '../../platform/loaders';
import { isUuid } from '../../published/connection';
import { Horodatage } from '../../published/scalars';
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
  description: 'Enfant pour lequel au moins un échange est en cours. Chaque institution y ajoute ses champs.',
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
  @FieldResolver(() => SuiviSante, { nullable: true, description: 'Suivi que votre hôpital a déclaré.' })
  suiviSante(@Root() { id }: Enfant, @Ctx() context: HubContext): Promise<SuiviSante | null> {
    return suivis(context).load(id);
  }
}
