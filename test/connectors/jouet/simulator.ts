import { randomUUID } from 'node:crypto';
import { echantillon, exiger, ilYALongtemps, nomInvente, type Simulator } from '../../../connectors/simulator';
import { carnet } from './voie';

export const simulator: Simulator = {
  role: 'college',
  emissions: [
    {
      ...{ voie: carnet, exemple: 'jouet-carnet.txt', type: 'text/plain; charset=utf-8' },
      message: () =>
        echantillon('../test/connectors/jouet', 'jouet-carnet.txt')
          .replace('JOUET-2026-0001', `JOUET-${randomUUID()}`)
          .replace('Lacaille', nomInvente),
      tardif: ilYALongtemps,
      lire: ({ corps }) => {
        const [, texte = '', fin] = corps.split('\n');
        exiger(fin === 'fin', 'an answer that was cut');
        const recu = /^recu (.+)$/.exec(texte)?.[1];
        return recu === undefined ? [] : [['transmettreInformationPreoccupante', recu]];
      },
    },
  ],
  releves: [],
};
