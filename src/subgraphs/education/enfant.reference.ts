import { Arg, Ctx, Directive, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../context';
import type { Finalite } from '../../domain/access-finalites';
import { loader } from '../../platform/loaders';
import { ouEnUrgence } from '../../published/acces-urgence';
import { isUuid } from '../../published/connection';
import * as enums from '../../published/enums';
import { ficheOuverte } from '../../published/fiche-ouverte';
import { Horodatage } from '../../published/scalars';
import { enfantParIne } from './enfant-par-ine';
import { ScolariteRow } from './scolarite.entity';

@ObjectType({ description: "Scolarité de l'enfant." })
export class Scolarite {
  @Field(() => String, { nullable: true, description: "UAI de l'établissement." })
  uai?: string | null;

  @Field(() => String, { nullable: true, description: 'Classe.' })
  classe?: string | null;

  @Field(() => String, { nullable: true, description: 'Externe, demi-pensionnaire ou interne.' })
  regime?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Identifiant national élève : lu par l'école qui l'a écrit et la CRIP.",
  })
  ine?: string | null;

  @Field(() => Horodatage, { description: 'Déclarée le.' })
  declareeLe!: string;

  /** Asked by the access table (`acces/faits.ts`). */
  declareePar!: string;
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

/** Who reads school content: the CRIP and the ASE of the collectivité, the school what it wrote (matrix § 5.2). */
function lecture(context: HubContext): { ou: string; par: string; urgence?: string; maintenant?: Date } | undefined {
  const { role, territoire, institution } = context.actor;
  if (role === 'crip' || role === 'ase')
    return { ...ouEnUrgence(context, 's.collectivite = :par', 's.enfant_id'), par: territoire ?? '' };
  if (role === 'college' || role === 'dsden') return { ou: 's.declareePar = :par', par: institution };
  return undefined;
}

function scolarites(context: HubContext) {
  return loader<Scolarite | null, null>(
    context,
    'education.scolarite',
    async (enfantIds) => {
      const regle = lecture(context);
      if (!regle) return new Map();
      const { ou, ...parametres } = regle;
      const rows = await context.lecture
        .createQueryBuilder(ScolariteRow, 's')
        .distinctOn(['s.enfantId'])
        .where('s.enfantId = ANY(:enfantIds::uuid[])', { enfantIds: enfantIds.filter(isUuid) })
        .andWhere(ou, parametres)
        .orderBy('s.enfantId')
        .addOrderBy('s.id', 'DESC')
        .getMany();
      return new Map(rows.map((row) => [row.enfantId, publier(row)]));
    },
    null,
  );
}

function publier({
  uai,
  classe,
  regime,
  ine,
  declareePar,
  declareeLe,
  enfantId,
  collectivite,
}: ScolariteRow): Scolarite {
  return Object.assign(new Scolarite(), {
    uai,
    classe,
    regime,
    ine,
    ...{ declareePar, enfantId, collectivite },
    declareeLe: declareeLe.toISOString(),
  });
}

@Resolver(() => Enfant)
export class EnfantResolver {
  @Query(() => Enfant, {
    nullable: true,
    description:
      'Enfant déclaré sous cet INE : par votre établissement ou, pour la CRIP, par une école de sa collectivité. Illisible ou inexistant : la même réponse `NOT_FOUND`.',
  })
  async enfantParIne(
    @Arg('ine', () => String, { description: 'Identifiant national élève.' }) ine: string,
    @Arg('finalite', () => enums.Finalite, { description: 'Pour quoi la fiche est ouverte : une par opération.' })
    finalite: Finalite,
    @Ctx() context: HubContext,
  ): Promise<Enfant> {
    return ficheOuverte(context, finalite, () => enfantParIne(context, ine));
  }

  @FieldResolver(() => Scolarite, { nullable: true, description: 'Scolarité la plus récemment déclarée.' })
  scolarite(@Root() { id }: Enfant, @Ctx() context: HubContext): Promise<Scolarite | null> {
    return scolarites(context).load(id);
  }
}
