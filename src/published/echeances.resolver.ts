import { Ctx, FieldResolver, Resolver, Root, type ClassType } from 'type-graphql';
import { echeancesDuSujet, type EcheancePubliee, type LectureDesEcheances } from '../platform/echeances';
import { Echeance } from './echeance.type';

interface Sujet {
  readonly id: string;
}

/** What a published record says of its clocks, besides those that name it. */
interface Options<T, C> {
  readonly description: string;
  readonly nullable?: true;
  /** Ids of the records that hold them, when they are not all on this one. */
  readonly sujets?: (sujet: T, context: C) => Promise<readonly string[]>;
}

/** `echeances` of a published record; every record of a request level shares one statement. */
export function echeancesDuType<T extends Sujet, C extends LectureDesEcheances>(
  type: ClassType<T>,
  { description, nullable, sujets }: Options<T, C>,
) {
  @Resolver(() => type)
  class EcheancesResolver {
    @FieldResolver(() => [Echeance], { description, ...(nullable ? { nullable } : {}) })
    async echeances(@Root() sujet: T, @Ctx() context: C): Promise<EcheancePubliee[]> {
      const ids = sujets === undefined ? [sujet.id] : await sujets(sujet, context);
      return (await Promise.all(ids.map((id) => echeancesDuSujet(context).load(id)))).flat();
    }
  }
  return EcheancesResolver;
}
