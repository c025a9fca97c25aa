/** Bahasa Indonesia: linking a code that no product has. */
export const link = {
  "code.unknown.link": "Cari namanya, atau hubungkan kode ini dengan produk.",
  "code.unknown.who": "Cari namanya. {names} dapat menghubungkan kode ini dengan produk.",
  "link.title": "Hubungkan kode dengan produk",
  "link.code": "Kode",
  "link.product": "Produk",
  "link.product.hint": "Ketik namanya, lalu pilih kemasan yang memuat kode ini.",
  "link.pack": "Kemasan mana yang memuat kode ini?",
  "link.none": "Tidak ada hasil. Periksa ejaannya, atau tambahkan dulu produknya di back office.",
  "link.done": "Kode dihubungkan dengan {name}.",
  "link.unreachable": "Server tidak menjawab. Menghubungkan kode memerlukan jaringan. Untuk sekarang, cari namanya.",
};
