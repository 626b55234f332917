// A crosswalk on a slide (SVG): bands between the families of two frameworks. Everything that it shows stands
// in the answer, and each shape says it when it is pointed at.
#ifndef CONCORD_QUERY_PICTURES_BAND_PICTURE_H_
#define CONCORD_QUERY_PICTURES_BAND_PICTURE_H_

#include <string>

#include "query/answer.h"

namespace concord {

// Families of A at the left, of B at the right, each as high as its bands or, where it has few, its name; a
// band for each pair of families and kind of row, as broad as rows are many: stated relations, overlaps that
// follow from chains, suggestions. Beside a family how many of its items are in which of the four states. Of
// `map` with the argument `families` (--format svg).
std::string DrawBands(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_PICTURES_BAND_PICTURE_H_
