// What kind of texts a pair of frameworks has, as far as that decides how well suggestions work.
#ifndef CONCORD_QUERY_SUGGESTIONS_FRAMEWORK_SHAPE_H_
#define CONCORD_QUERY_SUGGESTIONS_FRAMEWORK_SHAPE_H_

#include <string>
#include <string_view>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/crosswalks/framework.h"
#include "query/places/place.h"
#include "query/text/lexical_match.h"

namespace concord {

// The language that the text of a framework is in; empty when nothing says so, "und" when none was
// recognised.
Result<std::string> LanguageOf(const Snapshot& snapshot, const Framework& framework, Places* places);

// Whether a model of English cannot read it.
bool IsForeign(std::string_view language);

// How words are compared beside vectors. Where one side is foreign, character grams count too: names and
// cognates are spelt almost alike in related languages ("autenticación", "authentication"), and the model
// reads English alone.
Result<LexicalOptions> WordsBesideVectors(const Snapshot& snapshot, const Framework& a, const Framework& b,
                                          Places* places);

// One of four groups: "few objects", 40 or fewer; "codes, languages", where more than three in ten subjects
// have a code for a title or the subjects are foreign; "deep", where more than a fifth of the objects hang
// under others; "flat".
std::string_view ShapeOf(const Framework& a, const Framework& b, bool foreign);

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_FRAMEWORK_SHAPE_H_
