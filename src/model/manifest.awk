# From data/models/manifest.tsv to the rows of a C array.
BEGIN { FS = "\t" }
/^#/ || /^$/ { next }
!header { header = 1; next }
{ printf "{\"%s\", \"%s\", %s, \"%s\"},\n", $1, $2, $3, $4 }
