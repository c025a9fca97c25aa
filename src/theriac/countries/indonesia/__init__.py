"""Indonesia: golongan obat, PPN, HET, NIE, NPWP and NIK, the struk of an apotek."""
