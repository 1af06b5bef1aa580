// Cuts Noto Sans down to what documents are written in, so that rendering a receipt parses 70 kB a face and not 630.
// Kept: Latin, Latin Extended-A and -B, Latin Extended Additional (Vietnamese), combining marks, punctuation,
// super- and subscripts, currency signs, a few letter-like signs, and U+FFFD, which no document may ever show: what
// these ranges hold is what DocumentLetters lets people enter, and a test compares the two.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, 'node_modules', '@expo-google-fonts', 'noto-sans');
const target = join(here, 'dist', 'fonts');

const ranges = [
  [0x0020, 0x007e],
  [0x00a0, 0x024f],
  [0x02b0, 0x0333],
  [0x1e00, 0x1eff],
  [0x2010, 0x2027],
  [0x2030, 0x205e],
  [0x2070, 0x209c],
  [0x20a0, 0x20c0],
  [0x2113, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
  [0xfffd, 0xfffd],
];
let text = '';
for (const [first, last] of ranges) {
  for (let code = first; code <= last; code++) {
    text += String.fromCodePoint(code);
  }
}

const faces = {
  'NotoSans-Regular.ttf': join(source, '400Regular', 'NotoSans_400Regular.ttf'),
  'NotoSans-Bold.ttf': join(source, '700Bold', 'NotoSans_700Bold.ttf'),
};

mkdirSync(target, { recursive: true });
for (const [name, file] of Object.entries(faces)) {
  const font = await subsetFont(readFileSync(file), text, {
    targetFormat: 'sfnt',
    noHinting: true,
    noLayoutClosure: true,
    keepFeatures: [],
    // Copyright, version, names and licence travel with the font, as the OFL asks.
    preserveNameIds: [0, 1, 2, 3, 4, 5, 6, 13, 14],
    dropTables: ['GSUB', 'GPOS', 'GDEF'],
  });
  writeFileSync(join(target, name), font);
}
copyFileSync(join(source, 'LICENSE_FONT'), join(target, 'OFL.txt'));
