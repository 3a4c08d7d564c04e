import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../context';
import type { TypeEvenement } from '../../domain/events';
import { loader } from '../../platform/loaders';
import { isUuid } from '../../published/connection';
import { Horodatage } from '../../published/scalars';
import { RequeteJuge } from './requete.type';
import { SoitTransmis } from './soit-transmis.type';

const REMISES = 'SELECT sujet, le FROM hub.premieres_remises($1, $2, $3)';

/** When the event about each of them was first handed to that kind of institution; one statement for a request level. */
function remisesDe(evenement: TypeEvenement, genre: string) {
  return (context: HubContext) =>
    loader<string | null, null>(
      context,
      `justice.remises.${evenement}`,
      async (ids) => {
        const lues = await context.lecture.query<{ sujet: string; le: Date }>(REMISES, [
          ...[ids.filter(isUuid), evenement, genre],
        ]);
        return new Map(lues.map(({ sujet, le }) => [sujet, le.toISOString()]));
      },
      null,
    );
}

const aLaCrip = remisesDe('soit-transmis.recu', 'crip-');
const auJuge = remisesDe('juge-des-enfants.saisi', 'je-');

@Resolver(() => SoitTransmis)
export class RemiseSoitTransmisResolver {
  @FieldResolver(() => Horodatage, {
    nullable: true,
    description: "Première remise au logiciel ou dans la boîte de la CRIP ; absente tant qu'il n'y a rien eu.",
  })
  remiseLe(@Root() { id }: SoitTransmis, @Ctx() context: HubContext): Promise<string | null> {
    return aLaCrip(context).load(id);
  }
}

@Resolver(() => RequeteJuge)
export class RemiseRequeteResolver {
  @FieldResolver(() => Horodatage, {
    nullable: true,
    description: "Première remise au juge des enfants par le hub ; absente tant qu'il n'y en a pas eu.",
  })
  remiseLe(@Root() { id }: RequeteJuge, @Ctx() context: HubContext): Promise<string | null> {
    return auJuge(context).load(id);
  }
}
