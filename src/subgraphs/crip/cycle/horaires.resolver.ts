import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { peut } from '../../../auth/actor';
import type { HubContext } from '../../../context';
import { HubError } from '../../../domain/errors';
import { HORAIRES_PAR_DEFAUT, type Horaires } from '../../../domain/horaires';
import { payload } from '../../../published/payload';
import { fixerHorairesCrip } from './fixer-horaires-crip';
import { FixerHorairesCripInput, FixerHorairesCripPayload, HorairesCrip } from './horaires.type';

@Resolver(() => HorairesCrip)
export class HorairesResolver {
  @Query(() => HorairesCrip, { description: 'Heures d’ouverture de la CRIP de votre collectivité.' })
  async horairesCrip(@Ctx() { actor, lecture }: HubContext): Promise<HorairesCrip> {
    const concernee = (actor.role === 'crip' || actor.role === 'ase') && peut(actor, 'ip:lire');
    if (!concernee || actor.territoire === null) throw new HubError('FORBIDDEN');
    const [propres] = await lecture.query<Horaires>(
      'SELECT jours, ouverture, fermeture FROM crip.horaires WHERE collectivite = $1',
      [actor.territoire],
    );
    const { jours, ouverture, fermeture } = propres ?? HORAIRES_PAR_DEFAUT;
    const parDefaut = propres === undefined;
    return { collectivite: actor.territoire, jours: [...jours], ouverture, fermeture, parDefaut };
  }

  @Mutation(() => FixerHorairesCripPayload, {
    description:
      "Dit quand votre CRIP est ouverte, dans la demi-minute : ce qu'elle reçoit à une autre heure est marqué, et ce qui ne peut attendre va à l'astreinte.",
  })
  fixerHorairesCrip(
    @Arg('input', () => FixerHorairesCripInput) input: FixerHorairesCripInput,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return payload('horaires', context.act(fixerHorairesCrip, input));
  }
}
