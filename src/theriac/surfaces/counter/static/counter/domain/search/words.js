/**
 * Words that mean the same on a pharmacy's shelf: the server's `catalog/search/words.py`, line by
 * line. A product that has the word on the left is also found by the words on the right.
 */
import { sound } from "./sounds.js";

export const BOTH_WAYS = `
acetaminophen paracetamol
acetylsalicylic asetilsalisilat
acid asam
adrenaline epinephrine
albuterol salbutamol
ascorbic askorbat
aspirin acetylsalicylic asetosal
caffeine kafein
bromide bromida
chloride klorida
chlorpheniramine chlorphenamine
clavulanic klavulanat
cream krim
dextrose glucose glukosa
drops tetes
liquid cair
dry kering
ear telinga
estradiol oestradiol
eye mata
folic folat
frusemide furosemide
fusidic fusidat
glibenclamide glyburide
hydroxide hidroksida
infusion infus
injection injeksi
iron besi ferrous
lactulose laktulosa
lignocaine lidocaine
mefenamic mefenamat
noradrenaline norepinephrine
ointment salep
oxide oksida
peroxide peroksida
pethidine meperidine
potassium kalium
powder serbuk
rifampicin rifampin
salicylic salisilat
silver perak
sodium natrium
solution larutan
suppository supositoria
suspension suspensi
tranexamic traneksamat
valproic valproat
vaginal ovula
`;
export const ONE_WAY = `
acetylcysteine nac
amoxicillin amoxycillin
ascorbic vitamin c
aspirin asa
capsule kapsul
caps capsule
cap capsule
chewable kunyah
chlorphenamine ctm
colecalciferol vitamin d3
clavulanic amoxiclav amoxyclav coamoxiclav
cr cream krim
crm cream krim
cyanocobalamin vitamin b12
dextromethorphan dmp
dry ds
ds dry syrup sirup
emulgel gel
ed eye drops tetes mata
fluorouracil fu
guaifenesin gg guaiacolate
hydrochlorothiazide hct hctz
hydroxide antacid antasida
inf infusion infus
inj injection injeksi
isoniazid inh
isosorbide isdn
levothyroxine thyroxine tiroksin
kid children anak
kids children anak
mecobalamin vitamin b12
mefenamic asmef
methylcobalamin vitamin b12
modified sr xr er mr retard
nasal hidung
nitroglycerin glyceryl trinitrate gtn
oint ointment salep
omeprazole omz
oralit ors
paracetamol pct pcm
propylthiouracil ptu
pyridoxine vitamin b6
rehydration ors oralit
sulfamethoxazole cotrimoxazole
supp suppository supositoria
susp suspension syrup sirup syp
suspension syrup sirup syp
syp syrup sirup
syrup syp
syr syrup sirup syp
tab tablet
tabl tablet
tabs tablet
thiamine vitamin b1
tocopherol vitamin e
trinitrate nitroglycerin
ursodeoxycholic udca
`;

const table = new Map();

function give(word, others) {
  const key = sound(word);
  table.set(key, [...(table.get(key) ?? []), ...others]);
}

const lines = (text) => text.split("\n").filter(Boolean).map((line) => line.split(" "));
for (const group of lines(BOTH_WAYS)) {
  for (const word of group) give(word, group.filter((other) => other !== word));
}
for (const [word, ...others] of lines(ONE_WAY)) give(word, others);

/** The words by which a product that has `word` is also found. */
export const otherWords = (word) => table.get(sound(word)) ?? [];
