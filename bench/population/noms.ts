import type { Tirage } from '../../test/support/tirage';

/** Ordinary family names of France, of every origin; particles, apostrophes and accents as people write them. */
const NOMS =
  `Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David
  Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc
  Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu
  Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière
  Lucas Brunet Gaillard Barbier Arnaud Martínez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre
  Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland Leclercq Guillaume
  Lecomte López Jean Dupuy Guillot Hubert Berger Carpentier Sánchez Dupuis Moulin Louis Deschamps Huet Vasseur Pérez Boucher
  Fleury Royer Klein Jacquet Adam Paris Poirier Marty Aubry Guyot Carré Charles Renault Charpentier Ménard Maillard Baron
  Bertin Bailly Hervé Schneider Fernández Le-Gall Collet Léger Bouvier Julien Prévost Millet Perrot Daniel Le-Roux Cousin
  Germain Breton Besson Langlois Rémy Le-Goff Pelletier Lévêque Perrier Leblanc Barré Lebrun Marchal Weber Mallet Hamon
  Boulanger Jacob Monnier Michaud Rodríguez Guichard Gillet Étienne Grondin Poulain Tessier Chevallier Collin Chauvin Diallo
  Traoré Diop Ndiaye N’Diaye Camara Koné Cissé Ba Sow Haddad Benali Mansouri Saïdi Hamidi Belkacem Cherif Amrani Yılmaz Kaya
  Demir Nguyen Tran Pham Da-Silva Ferreira Pereira Dos-Santos Kowalski Popescu Ivanov D’Angelo L’Hostis O’Brien`
    .split(/\s+/)
    .map((nom) => nom.replace('-', ' '));

const FILLES =
  `Emma Jade Louise Alice Chloé Lina Léa Mila Manon Rose Anna Inès Camille Lola Ambre Léna Zoé Juliette Julia Lou
  Sarah Lucie Mia Jeanne Romane Agathe Éva Nina Léonie Inaya Charlotte Sofia Margaux Louna Olivia Clara Capucine Maëlys Élise
  Anaïs Noémie Océane Yasmine Aïcha Fatou Mariam Assia Nour Maïssa Apolline Clémence Salomé Adèle Victoire Gabrielle
  Marie-Lou Anne-Sophie Lily-Rose Marie-Ange Emma-Louise Héloïse Maëva Kenza Hafsa Thaïs Célia Ninon Coline Elsa`.split(
    /\s+/,
  );

const GARCONS =
  `Gabriel Léo Raphaël Louis Arthur Jules Adam Lucas Maël Hugo Noah Liam Paul Nathan Ethan Sacha Aaron Mohamed
  Tom Nolan Théo Eden Marius Isaac Rayan Ibrahim Victor Martin Gabin Mathis Axel Léon Timéo Enzo Antoine Yanis Valentin Robin
  Clément Maxime Augustin Samuel Noé Malo Amir Imran Naïm Ismaël Bilal Moussa Mamadou Ousmane Kylian Evan Tiago Diego
  Jean-Baptiste Pierre-Louis Jean-Michel Paul-Émile Marc-Antoine Maëlan Loïc Gaël Côme Joseph Élie Aylan Sofiane Ilyès`.split(
    /\s+/,
  );

/** One name, or two joined by a hyphen for one family in eight. */
export function nomDeFamille(hasard: Tirage): string {
  const nom = hasard.parmi(NOMS);
  return hasard.vrai(0.125) ? `${nom}-${hasard.parmi(NOMS)}` : nom;
}

/** Two or three, never those of a brother or a sister: twins are told apart by them alone. */
export function prenomsDe(sexe: 'F' | 'M', pris: ReadonlySet<string>, hasard: Tirage): string {
  const liste = sexe === 'F' ? FILLES : GARCONS;
  for (;;) {
    const premier = hasard.parmi(liste);
    const autres = Array.from({ length: hasard.entre(1, 2) }, () => hasard.parmi(liste)).filter((un) => un !== premier);
    if (!pris.has(premier)) return [premier, ...autres].join(', ');
  }
}
