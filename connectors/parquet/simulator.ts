import { createHash } from 'node:crypto';
import { emissionSignee, verifierEvenements } from '../hub-env/simulator';
import { exiger, type Recue, type Simulator } from '../simulator';
import { evenementsParquet } from './evenements';
import { preuvesMesureUrgente, preuvesRequete, preuvesSoitTransmis } from './preuves';
import { signalement, signalementPdf } from './signalement';

const exemple = (nom: string) => ['parquet', `parquet-evenements.${nom}`] as const;

export const mesureUrgente = emissionSignee(evenementsParquet, exemple('mesure-urgente'), 'notifierMesureUrgente');
export const soitTransmis = emissionSignee(evenementsParquet, exemple('soit-transmis'), 'transmettreSoitTransmis');

interface Joint {
  readonly document: { readonly adresse: string; readonly empreinte: string; readonly taille: number };
}

/** With the PDF whose digest it bears. */
export const releveSignalement = {
  voie: signalement,
  verifier: async (lue, software) => {
    const [evenement] = verifierEvenements(lue, 'justice.signalement.v1');
    const { document } = evenement?.data as unknown as Joint;
    const { octets } = await software.lire(document.adresse);
    const empreinte = `sha-256:${createHash('sha256').update(octets).digest('hex')}`;
    exiger(empreinte === document.empreinte && octets.byteLength === document.taille, 'another document');
  },
} satisfies Simulator['releves'][number];

export const simulator: Simulator = {
  role: 'parquet',
  emissions: [mesureUrgente, soitTransmis],
  releves: [
    releveSignalement,
    {
      voie: signalementPdf,
      verifier: ({ octets }) => {
        exiger(octets.subarray(0, 5).equals(Buffer.from('%PDF-')), 'no PDF');
        exiger(octets.subarray(-16).includes('%%EOF'), 'a PDF that was cut');
      },
    },
    ...[preuvesMesureUrgente, preuvesSoitTransmis, preuvesRequete].map((voie) => ({
      voie,
      verifier: (lue: Recue) => verifierEvenements(lue, 'preuve.'),
    })),
  ],
};
