/** Bahasa Indonesia: what was asked for and not in stock. */
export const unmet = {
  "unmet.title": "Catat penjualan hilang",
  "unmet.act": "Catat penjualan hilang",
  "unmet.text": "Barang",
  "unmet.text.hint": "Nama, kekuatan dan bentuk. Jangan isi nama pasien.",
  "unmet.text.missing": "Isi barang yang ditanyakan pelanggan.",
  "unmet.other": "Catat “{text}” saja",
  "unmet.pack": "Kemasan",
  "unmet.count": "Jumlah",
  "unmet.count.wrong": "Isi bilangan bulat 1 sampai {n}.",
  "unmet.note": "Catatan (opsional)",
  "unmet.note.hint": "Misalnya: mau yang sirup, kembali hari Jumat.",
  "unmet.record": "Catat",
  "unmet.done": "Penjualan hilang dicatat.",
  "unmet.full": "500 penjualan hilang menunggu dikirim. Sambungkan perangkat ke jaringan, lalu catat lagi.",
  "keys.unmet": "catat yang ditanyakan pelanggan dan tidak ada stok",
};
