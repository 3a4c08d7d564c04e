import { estBienDuType, extensionDe, TYPES_ADMIS } from '../../src/domain/pieces';

test.each([
  ['application/pdf', '255044462d312e37', 'pdf'],
  ['image/jpeg', 'ffd8ffe000104a46', 'jpg'],
  ['image/png', '89504e470d0a1a0a', 'png'],
  ['image/tiff', '49492a0008000000', 'tif'],
  ['image/tiff', '4d4d002a00000008', 'tif'],
])('%s : reconnu à ses premiers octets (%s)', (type, debut, extension) => {
  const octets = Buffer.from(debut, 'hex');
  expect(TYPES_ADMIS.filter((un) => estBienDuType(octets, un))).toEqual([type]);
  expect(estBienDuType(octets.subarray(1), type)).toBe(false);
  expect(estBienDuType(Buffer.alloc(0), type)).toBe(false);
  expect(extensionDe(type)).toBe(extension);
});

test('aucun autre type n’est admis', () => {
  expect(estBienDuType(Buffer.from('%PDF-1.7'), 'text/html')).toBe(false);
  expect(extensionDe('text/html')).toBe('bin');
});
