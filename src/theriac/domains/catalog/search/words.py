"""Words that mean the same on a pharmacy's shelf; the counter's ``search/words.js`` has them too.

A product that has the word on the left is also found by the words on the right. Matching is by
sound, so one spelling of each is enough.
"""

from __future__ import annotations

from functools import lru_cache

from theriac.domains.catalog.search.spelling.sounds import sound

BOTH_WAYS = """
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
"""
ONE_WAY = """
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
"""


def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in BOTH_WAYS.split("\n"):
        group = line.split()
        for word in group:
            found.setdefault(sound(word), []).extend(other for other in group if other != word)
    for line in ONE_WAY.split("\n"):
        word, *others = line.split() or ("",)
        found.setdefault(sound(word), []).extend(others)
    return {word: tuple(others) for word, others in found.items() if word}


_OTHER_WORDS = _table()


@lru_cache(maxsize=8192)
def other_words(word: str) -> tuple[str, ...]:
    """The words by which a product that has ``word`` is also found."""
    return _OTHER_WORDS.get(sound(word), ())
