// Paths of sections from the displayed numbers: "Article 14" is "art.14", its point (a) "art.14.a".
#ifndef CONCORD_INGEST_READERS_LAWS_LAW_PATH_H_
#define CONCORD_INGEST_READERS_LAWS_LAW_PATH_H_

#include <string>
#include <string_view>

namespace concord {

// The bare number in a displayed one, in lower case: "Article 14" and "Art. 14." are "14", "§ 3a" is "3a",
// "Chapter IV" is "iv", "(a)" is "a", "1°" is "1", "Erster Abschnitt" is "erster-abschnitt". `word` is the
// path's word for the kind of section ("art"). A number in words may repeat it ("Article unique" is "unique",
// a lone "ANNEX" is ""). "" if nothing is left.
std::string BareNumber(std::string_view displayed, std::string_view word);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_LAWS_LAW_PATH_H_
