import { evenementDuHub, LOT_MEDIA_TYPE, lotDuHub } from '../hub-env/evenement-du-hub';
import { PREUVES } from '../hub-env/preuves';
import type { Objet } from '../json';
import type { VoieSortante } from '../sortant';
import { uuidDuMessage } from '../uuid-du-message';

const QUERY = `query ($id: ID!) { mesureUrgente(id: $id) {
  id numeroParquet reception { etat remiseLe accuseeLe accuseePar escalades { rang fonction canal le } }
} }`;

interface MesureLue {
  readonly id: string;
  readonly numeroParquet: string;
  readonly reception: {
    readonly remiseLe: string | null;
    readonly accuseeLe: string | null;
    readonly accuseePar: string | null;
    readonly escalades: readonly {
      readonly rang: number;
      readonly fonction: string;
      readonly canal: string;
      readonly le: string;
    }[];
  } | null;
}

/**
 * What became of an urgent measure, each step a receipt: `remise` in the ASE's hands, `lecture` when a person took charge (a
 * function, never a name), `non-remise` for each rung of the ladder that was climbed because nobody had.
 */
export const preuvesMesureUrgente: VoieSortante = {
  ...{ nom: 'parquet-preuves', roles: ['parquet'], chemin: '/justice/mesures-urgentes/:id/preuves', signe: true },
  ...{ query: QUERY, champ: 'mesureUrgente' },
  ecrire: (donnees) => ({ type: LOT_MEDIA_TYPE, corps: lotDuHub(preuvesDe(donnees as unknown as MesureLue)) }),
};

function preuvesDe({ id, numeroParquet, reception }: MesureLue): Objet[] {
  const { remiseLe = null, accuseeLe = null, accuseePar = null, escalades = [] } = reception ?? {};
  const preuve = (type: string, time: string, data: Objet): Objet => ({
    ...evenementDuHub({
      id: uuidDuMessage(Buffer.from(id), `${type} ${time}`),
      ...{ type, time, data: { numeroParquet, ...data } },
    }),
    causeid: id,
  });
  return [
    ...(remiseLe === null ? [] : [preuve(PREUVES.remise, remiseLe, {})]),
    ...escalades.map(({ le, ...palier }) => preuve(PREUVES.nonRemise, le, palier)),
    ...(accuseeLe === null ? [] : [preuve(PREUVES.lecture, accuseeLe, { fonction: accuseePar })]),
  ];
}
