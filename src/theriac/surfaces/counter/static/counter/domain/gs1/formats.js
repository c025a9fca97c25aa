/**
 * GS1 application identifiers and the form of their values: the table of biip 5.2 (Apache-2.0),
 * which the server reads; a test compares the two. Each row: identifiers, the fixed length of the
 * value or 0 where a separator ends it, and the value's pattern. X is a character of GS1's set 82.
 */
export const OTHER_CHARACTER = /[^!"%-?A-Z_a-z]/;

const X = String.raw`[!%-?A-Z_a-z\x22]`;
const ENCODED = String.raw`(?:${X}|%[0-9A-Fa-f][0-9A-Fa-f]%[0-9A-Fa-f][0-9A-Fa-f])`;
const DAY = String.raw`(?:0\d|1[0-2])(?:[0-2]\d|3[01])`;

const ROWS = [
  ["00", 18, String.raw`(\d{18})`],
  ["01-03", 14, String.raw`(\d{14})`],
  ["10 21-22 243 254 420 4318 7020-7022 710-717 7240 8002 8012", 0, String.raw`(${X}{1,20})`],
  ["11-13 15-17", 6, String.raw`(\d{2}${DAY})`],
  ["20", 2, String.raw`(\d{2})`],
  ["235", 0, String.raw`(${X}{1,28})`],
  ["240-241 250-251 400-401 403 4308 4319 7002 7023 8004 90", 0, String.raw`(${X}{1,30})`],
  ["242", 0, String.raw`(\d{1,6})`],
  ["253", 0, String.raw`(\d{13})(${X}{0,17})`],
  ["255", 0, String.raw`(\d{13})(\d{0,12})`],
  ["30", 0, String.raw`(\d{0,8})`],
  ["3100-3105 3110-3115 3120-3125 3130-3135 3140-3145 3150-3155", 6, String.raw`(\d{6})`],
  ["3160-3165 3200-3205 3210-3215 3220-3225 3230-3235 3240-3245", 6, String.raw`(\d{6})`],
  ["3250-3255 3260-3265 3270-3275 3280-3285 3290-3295 3300-3305", 6, String.raw`(\d{6})`],
  ["3310-3315 3320-3325 3330-3335 3340-3345 3350-3355 3360-3365", 6, String.raw`(\d{6})`],
  ["3370-3375 3400-3405 3410-3415 3420-3425 3430-3435 3440-3445", 6, String.raw`(\d{6})`],
  ["3450-3455 3460-3465 3470-3475 3480-3485 3490-3495 3500-3505", 6, String.raw`(\d{6})`],
  ["3510-3515 3520-3525 3530-3535 3540-3545 3550-3555 3560-3565", 6, String.raw`(\d{6})`],
  ["3570-3575 3600-3605 3610-3615 3620-3625 3630-3635 3640-3645", 6, String.raw`(\d{6})`],
  ["3650-3655 3660-3665 3670-3675 3680-3685 3690-3695", 6, String.raw`(\d{6})`],
  ["37", 0, String.raw`(\d{1,8})`],
  ["3900-3909 3920-3929", 0, String.raw`(\d{1,15})`],
  ["3910-3919 3930-3939", 0, String.raw`(\d{3})(\d{1,15})`],
  ["3940-3943 8111", 0, String.raw`(\d{4})`],
  ["3950-3955 4326 7006 8005", 0, String.raw`(\d{6})`],
  ["402", 0, String.raw`(\d{17})`],
  ["410-417", 13, String.raw`(\d{13})`],
  ["421", 0, String.raw`(\d{3})(${X}{1,9})`],
  ["422 424 426", 0, String.raw`(\d{3})`],
  ["423 425", 0, String.raw`((?:\d{3}){1,5})`],
  ["427 7008", 0, String.raw`(${X}{1,3})`],
  ["4300-4301 4310-4311 4320", 0, String.raw`(${ENCODED}{1,35})`],
  ["4302-4306 4312-4316 7257", 0, String.raw`(${ENCODED}{1,70})`],
  ["4307 4317", 0, String.raw`([A-Z0-9]{2})`],
  ["4309", 0, String.raw`(\d{20})`],
  ["4321-4323", 0, String.raw`([01])`],
  ["4324-4325 7003", 0, String.raw`(\d{10})`],
  ["4330-4333", 0, String.raw`(\d{6}[-]?)`],
  ["7001", 0, String.raw`(\d{13})`],
  ["7004", 0, String.raw`(\d{0,4})`],
  ["7005", 0, String.raw`(${X}{1,12})`],
  ["7007", 0, String.raw`(\d{6})(\d{6})?`],
  ["7009", 0, String.raw`(${X}{1,10})`],
  ["7010", 0, String.raw`(${X}{1,2})`],
  ["7011", 0, String.raw`(\d{6})(\d{4})?`],
  ["7030-7039", 0, String.raw`(\d{3})(${X}{1,27})`],
  ["7040", 0, String.raw`(\d)(${X})(${X})(${X})`],
  ["7041", 0, String.raw`(${X}{1,4})`],
  ["7230-7239", 0, String.raw`(${X}{3,30})`],
  ["7241", 0, String.raw`(\d{2})`],
  ["7242 8013-8014 8020", 0, String.raw`(${X}{1,25})`],
  ["7250", 0, String.raw`(\d{4}${DAY})`],
  ["7251", 0, String.raw`(\d{4}${DAY}(?:[01]\d|2[0-3])(?:[0-5]\d))`],
  ["7252", 0, String.raw`(\d{1})`],
  ["7253-7254 7259", 0, String.raw`(${ENCODED}{1,40})`],
  ["7255", 0, String.raw`(${ENCODED}{1,10})`],
  ["7256", 0, String.raw`(${ENCODED}{1,90})`],
  ["7258", 0, String.raw`(\d[/]\d)`],
  ["8001", 0, String.raw`(\d{4})(\d{5})(\d{3})(\d{1})(\d{1})`],
  ["8003", 0, String.raw`(0)(\d{13})(${X}{0,16})`],
  ["8006 8026", 0, String.raw`(\d{14})(\d{4})`],
  ["8007", 0, String.raw`(${X}{1,34})`],
  ["8008", 0, String.raw`(\d{2}${DAY}(?:[01]\d|2[0-3]))((?:[0-5]\d)(?:[0-5]\d)?)?`],
  ["8009", 0, String.raw`(${X}{1,50})`],
  ["8010", 0, String.raw`([A-Z0-9/#-]{5,30})`],
  ["8011", 0, String.raw`(\d{1,12})`],
  ["8017-8018", 0, String.raw`(\d{18})`],
  ["8019", 0, String.raw`(\d{1,10})`],
  ["8030", 0, String.raw`([0-9A-Za-z_-]{1,90})`],
  ["8040-8041", 0, String.raw`(\d{15})`],
  ["8042", 0, String.raw`(\d{32})`],
  ["8043", 0, String.raw`(\d{18,20})`],
  ["8110 8112 8200", 0, String.raw`(${X}{1,70})`],
  ["91-99", 0, String.raw`(${X}{1,90})`],
];

function* spread(ranges) {
  for (const range of ranges.split(" ")) {
    const [first, last = first] = range.split("-");
    for (let number = Number(first); number <= Number(last); number += 1) {
      yield String(number).padStart(first.length, "0");
    }
  }
}

/** @type {Map<string, {length: number, pattern: RegExp}>} */
export const FORMATS = new Map();
for (const [ranges, length, pattern] of ROWS) {
  const format = { length, pattern: new RegExp(`^${pattern}$`) };
  for (const identifier of spread(ranges)) FORMATS.set(identifier, format);
}
