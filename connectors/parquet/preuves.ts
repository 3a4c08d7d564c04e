import { evenementDuHub, LOT_MEDIA_TYPE, lotDuHub } from '../hub-env/evenement-du-hub';
import { PREUVES } from '../hub-env/preuves';
import type { Objet } from '../json';
import type { VoieSortante } from '../sortant';

interface Preuve {
  readonly type: string;
  readonly time: string;
  readonly data: Objet;
}

/** Signed receipts of what became of something that the parquet sent, chained to it by `causeid`. */
function voieDesPreuves(
  voie: Pick<VoieSortante, 'nom' | 'chemin' | 'champ'> & { readonly champs: string },
  preuvesDe: (lu: Objet) => readonly Preuve[],
): VoieSortante {
  const { champs, ...nommee } = voie;
  return {
    ...nommee,
    ...{ roles: ['parquet'], signe: true },
    query: `query ($id: ID!) { ${voie.champ}(id: $id) { id ${champs} } }`,
    ecrire: (lu) => {
      const id = String(lu['id']);
      const lot = preuvesDe(lu).map((preuve) => ({ ...evenementDuHub({ ...preuve, sujet: id }), causeid: id }));
      return { type: LOT_MEDIA_TYPE, corps: lotDuHub(lot) };
    },
  };
}

interface MesureLue {
  readonly numeroParquet: string;
  readonly reception: {
    readonly remiseLe: string | null;
    readonly accuseeLe: string | null;
    readonly accuseePar: string | null;
    readonly escalades: readonly (Objet & { readonly le: string })[];
  } | null;
}

const remise = (time: string | null, data: Objet): Preuve[] =>
  time === null ? [] : [{ type: PREUVES.remise, time, data }];

/**
 * `remise` in the ASE's hands, `lecture` when a person took charge (a function, never a name), `non-remise` for each rung of
 * the ladder that was climbed because nobody had.
 */
export const preuvesMesureUrgente = voieDesPreuves(
  {
    ...{ nom: 'parquet-preuves', chemin: '/justice/mesures-urgentes/:id/preuves', champ: 'mesureUrgente' },
    champs: 'numeroParquet reception { remiseLe accuseeLe accuseePar escalades { rang fonction canal le } }',
  },
  (lu) => {
    const { numeroParquet, reception } = lu as unknown as MesureLue;
    const { remiseLe = null, accuseeLe = null, accuseePar = null, escalades = [] } = reception ?? {};
    const lecture = { type: PREUVES.lecture, data: { numeroParquet, fonction: accuseePar } };
    return [
      ...remise(remiseLe, { numeroParquet }),
      ...escalades.map(({ le: time, ...palier }) => ({
        ...{ type: PREUVES.nonRemise, time },
        data: { numeroParquet, ...palier },
      })),
      ...(accuseeLe === null ? [] : [{ ...lecture, time: accuseeLe }]),
    ];
  },
);

/** `remise` to the CRIP. */
export const preuvesSoitTransmis = voieDesPreuves(
  {
    ...{ nom: 'parquet-preuves-soit-transmis', chemin: '/justice/soits-transmis/:id/preuves', champ: 'soitTransmis' },
    champs: 'numeroParquet remiseLe',
  },
  ({ remiseLe, numeroParquet }) => remise(remiseLe as string | null, { numeroParquet }),
);

/** `remise` to the juge des enfants. */
export const preuvesRequete = voieDesPreuves(
  {
    ...{ nom: 'parquet-preuves-requete', chemin: '/justice/requetes/:id/preuves', champ: 'requeteJuge' },
    champs: 'reference remiseLe',
  },
  ({ remiseLe, reference }) => remise(remiseLe as string | null, { reference }),
);
