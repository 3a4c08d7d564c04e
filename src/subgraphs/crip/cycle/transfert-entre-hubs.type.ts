import { Field, ID, ObjectType } from 'type-graphql';
import { ETATS_TRANSFERT, type EtatTransfert as CodeEtat } from '../../../domain/transferts';
import type { TransfertSortantRow } from '../../../platform/transferts/transfert.entity';
import { Recu } from '../../../published/accuse-reception.type';
import { published } from '../../../published/enums';
import { Horodatage } from '../../../published/scalars';

export const EtatTransfert = published(
  'EtatTransfert',
  "Où en est le passage d'un dossier à un autre hub : une collectivité, et une seule, en est en charge.",
  ETATS_TRANSFERT,
);

@ObjectType({ description: 'Pourquoi le dossier est resté ici.' })
export class RefusTransfert {
  @Field(() => String, { description: 'Code stable.' })
  code!: string;

  @Field(() => String, { description: 'En clair.' })
  message!: string;
}

@ObjectType({
  description: "Passage d'une information à la collectivité compétente, par le hub qui la sert (CASF L221-3, R221-7).",
})
export class TransfertEntreHubs {
  @Field(() => ID, { description: 'Identifiant, le même pour les deux hubs.' })
  id!: string;

  @Field(() => String, { description: "Collectivité d'origine." })
  de!: string;

  @Field(() => String, { description: 'Collectivité compétente.' })
  vers!: string;

  @Field(() => String, { description: "L'autre hub." })
  hub!: string;

  @Field(() => EtatTransfert, { description: 'Où il en est.' })
  etat!: CodeEtat;

  @Field(() => Horodatage, { description: 'Depuis quand.' })
  ouvertLe!: string;

  @Field(() => Horodatage, { nullable: true, description: 'Quand il a été confirmé : il ne se rappelle plus.' })
  confirmeLe?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Quand il a pris fin.' })
  finiLe?: string | null;

  @Field(() => String, { nullable: true, description: 'Référence à l’arrivée.' })
  referenceArrivee?: string | null;

  @Field(() => RefusTransfert, { nullable: true, description: 'Pourquoi le dossier est resté ici.' })
  refus?: RefusTransfert | null;

  @Field(() => Recu, {
    nullable: true,
    description:
      "Reçu signé de l'autre hub : la preuve qu'il a ouvert le dossier. `hub -- verify` la vérifie avec ses clés publiques.",
  })
  recu?: Recu | null;
}

export function publierTransfertEntreHubs(row: TransfertSortantRow): TransfertEntreHubs {
  const { id, de, vers, hub, etat, referenceArrivee } = row;
  return Object.assign(new TransfertEntreHubs(), {
    ...{ id, de, vers, hub, etat, referenceArrivee },
    refus: row.refus && Object.assign(new RefusTransfert(), row.refus),
    recu: row.recu && Object.assign(new Recu(), row.recu),
    ouvertLe: row.ouvertLe.toISOString(),
    confirmeLe: row.confirmeLe?.toISOString() ?? null,
    finiLe: row.finiLe?.toISOString() ?? null,
  });
}
