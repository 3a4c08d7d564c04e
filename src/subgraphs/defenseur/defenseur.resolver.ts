import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../context';
import type * as codes from '../../domain/code-lists';
import { HubError } from '../../domain/errors';
import { PageArgs } from '../../published/connection';
import * as enums from '../../published/enums';
import { payload } from '../../published/payload';
import { Horodatage } from '../../published/scalars';
import { lireSaisines, saisines, saisinesDeLEnfant } from './lire-saisines';
import { TransmettreSaisineDefenseurInput } from './saisine.input';
import {
  Enfant,
  SaisineDefenseur,
  SaisineDefenseurConnection,
  TransmettreSaisineDefenseurPayload,
} from './saisine.type';
import { transmettreSaisineDefenseur } from './transmettre-saisine-defenseur';

@InputType({ description: 'Filtre des saisines du Défenseur.' })
export class FiltreSaisinesInput {
  @Field(() => enums.TypeSaisine, { nullable: true, description: 'Objet.' })
  type?: codes.TypeSaisine | null;

  @Field(() => Horodatage, { nullable: true, description: 'Transmises à partir de cet instant.' })
  transmiseApres?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Transmises avant cet instant.' })
  transmiseAvant?: string | null;

  @Field(() => String, { nullable: true, description: 'Référence exacte.' })
  reference?: string | null;
}

@Resolver(() => Enfant)
export class EnfantResolver {
  @FieldResolver(() => [SaisineDefenseur], {
    nullable: true,
    description: 'Saisines du Défenseur pour cet enfant que votre institution peut lire, 20 au plus.',
  })
  saisinesDefenseur(@Root() { id }: Enfant, @Ctx() context: HubContext): Promise<SaisineDefenseur[]> {
    return saisinesDeLEnfant(context).load(id);
  }
}

@Resolver(() => SaisineDefenseur)
export class SaisineDefenseurResolver {
  @Query(() => SaisineDefenseurConnection, {
    description: 'Saisines du Défenseur que votre institution peut lire, de la plus récente à la plus ancienne.',
  })
  async saisinesDefenseur(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filtre', () => FiltreSaisinesInput, { nullable: true, description: 'Filtre.' })
    filtre: FiltreSaisinesInput | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return lireSaisines(context, args, filtre ?? {});
  }

  @Query(() => SaisineDefenseur, { nullable: true, description: 'Une saisine du Défenseur.' })
  async saisineDefenseur(
    @Arg('id', () => ID, { description: 'Identifiant technique.' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<SaisineDefenseur> {
    const saisine = await saisines(context).load(id);
    if (!saisine) throw new HubError('NOT_FOUND');
    return saisine;
  }

  @Mutation(() => TransmettreSaisineDefenseurPayload, {
    description:
      'Saisit le président du conseil départemental (LO 2011-333 art. 35) ; ouvre le délai de réponse fixé par le Défenseur.',
  })
  transmettreSaisineDefenseur(
    @Arg('input', () => TransmettreSaisineDefenseurInput) input: TransmettreSaisineDefenseurInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('accuseReception', context.act(transmettreSaisineDefenseur, input));
  }

  @FieldResolver(() => Enfant, { nullable: true, description: "L'enfant." })
  enfant(@Root() { enfantId }: SaisineDefenseur): Enfant {
    return Object.assign(new Enfant(), { id: enfantId });
  }
}
