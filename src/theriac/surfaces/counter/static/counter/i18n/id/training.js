/** Bahasa Indonesia: training at a counter. */
export const training = {
  "training.title": "Latihan",
  "training.text": "Saat latihan kasir ini memakai salinan. Penjualan, stok, uang dan nomor tidak nyata dan tidak pernah dikirim.",
  "training.without": "Fungsi yang memerlukan server tidak tersedia: pasien, resep, penawaran, struk lama.",
  "training.start": "Mulai latihan",
  "training.end": "Akhiri latihan",
  "training.end.text": "Semua penjualan latihan dihapus. Kasir ini berjualan sungguhan lagi.",
  "training.banner": "LATIHAN",
  "training.banner.text": "Di sini tidak ada penjualan sungguhan.",
  "training.may_not": "Anda tidak punya hak untuk memulai latihan. Minta manajer.",
  "training.basket": "Keranjang berisi barang. Jual, tahan, atau hapus dulu.",
  "training.unsent": "Ada penjualan kasir ini yang belum terkirim. Tunggu sampai semua terkirim.",
  "training.till": "Laci sudah dihitung tetapi belum ditutup. Tutup dulu.",
  "training.sync": "Latihan, tidak ada yang dikirim",
};
