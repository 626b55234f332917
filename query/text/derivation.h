// Words that a stemmer takes for one although they mean different things: "accountability" and "account",
// "minority" and "minors", "authority" and "author". Decides by English endings, without a list of words.
#ifndef CONCORD_QUERY_TEXT_DERIVATION_H_
#define CONCORD_QUERY_TEXT_DERIVATION_H_

#include <string_view>

namespace concord {

// Whether one of the words ends in "-ability", "-ibility" or "-ity". Any case.
bool IsDerived(std::string_view words);

// Whether two texts of the same stems have the same endings of that kind, word by word.
bool SameDerivation(std::string_view a, std::string_view b);

// Whether a text in lower case has a form of each derived word that means the same: for "accountability" also
// "accountable", but not "account"; for "equality" also "equal", but for "minority" not "minors". Also true
// if the text has no word that begins like it.
bool HasSameDerivation(std::string_view text, std::string_view words);

// The same the other way round: for "minors" the text must have a word that begins like it and is no
// "minority". Also true if the text has no word that begins like it.
bool HasPlainForm(std::string_view text, std::string_view word);

}  // namespace concord

#endif  // CONCORD_QUERY_TEXT_DERIVATION_H_
