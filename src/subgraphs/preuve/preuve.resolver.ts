import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { peut, ROLES_CONTROLE, type Actor } from '../../auth/actor';
import type { HubContext } from '../../context';
import { HubError } from '../../domain/errors';
import { isUuid } from '../../published/connection';
import { DossierDePreuve, PreuveInclusion } from './preuve.type';

@Resolver()
export class PreuveResolver {
  @Query(() => PreuveInclusion, {
    nullable: true,
    description:
      'Preuve d’inclusion d’un acte de votre institution, par son reçu ou sa référence. Absente tant qu’aucun point de contrôle ne le couvre : environ une minute.',
  })
  async preuveInclusion(
    @Arg('recu', () => ID, { nullable: true, description: 'Identifiant du reçu.' }) recu: string | null | undefined,
    @Arg('reference', () => String, { nullable: true, description: 'Référence de l’accusé de réception.' })
    reference: string | null | undefined,
    @Ctx() { actor, preuve }: HubContext,
  ): Promise<PreuveInclusion | null> {
    if (!peut(actor, 'notification:lire')) throw new HubError('FORBIDDEN');
    exigerUn({ recu, reference });
    if (typeof recu === 'string' && !isUuid(recu)) throw new HubError('NOT_FOUND');
    // Whoever operates the hub also keeps the receipts of its command line.
    const institutions = [actor.institution, ...(actor.role === 'exploitant' ? ['hub'] : [])];
    const trouvee = await preuve.inclusion({ recu, reference, institutions });
    if (trouvee === undefined) throw new HubError('NOT_FOUND');
    return trouvee;
  }

  @Query(() => DossierDePreuve, {
    nullable: true,
    description:
      'Dossier de preuve, pour le délégué à la protection des données ou l’auditeur. 1 000 enregistrements par archive, dans l’ordre du journal. Absent tant qu’aucun point de contrôle n’existe.',
  })
  async dossierDePreuve(
    @Arg('enfant', () => ID, { nullable: true, description: 'Tout ce qui concerne cet enfant.' })
    enfant: string | null | undefined,
    @Arg('echange', () => ID, { nullable: true, description: 'Ce seul échange (information, mesure, saisine…).' })
    echange: string | null | undefined,
    @Arg('apres', () => Int, { nullable: true, description: '`suite` de l’archive précédente.' })
    apres: number | null | undefined,
    @Ctx() { actor, preuve, lectures, finalite }: HubContext,
  ): Promise<DossierDePreuve | null> {
    if (!controle(actor)) throw new HubError('FORBIDDEN');
    const [type, id] = exigerUn({ enfant, echange });
    if (!isUuid(id)) throw new HubError('NOT_FOUND');
    const archive = await preuve.dossier({
      sujet: { type, id },
      apres,
      pour: actor.institution,
      territoire: actor.territoire,
    });
    if (archive === undefined) throw new HubError('NOT_FOUND');
    if (archive === null) return null;
    // Who looks at the accesses is looked at.
    const value = { id, ...(type === 'enfant' ? { enfantId: id } : {}) };
    lectures.noter({ type: 'DossierDePreuve', value }, finalite);
    return { contenu: archive.texte, enregistrements: archive.nombre, suite: archive.suite };
  }
}

/** Matrix § 5.2, « Journal des accès » : the DPO and the auditor, nobody else. */
function controle(actor: Actor): boolean {
  return ROLES_CONTROLE.some((role) => role === actor.role) && peut(actor, 'acces:lire');
}

/** @throws HubError `BAD_USER_INPUT` */
function exigerUn<N extends string>(arguments_: Readonly<Record<N, string | null | undefined>>): [N, string] {
  const donnes = Object.entries(arguments_).filter((entree): entree is [N, string] => typeof entree[1] === 'string');
  const [seul] = donnes;
  if (seul !== undefined && donnes.length === 1) return seul;
  const noms = Object.keys(arguments_).join(' ou ');
  throw new HubError('BAD_USER_INPUT', `${noms} : un et un seul est attendu.`);
}
