// A crosswalk on a slide (SVG): bands between the families of two frameworks. Everything in the picture is in
// the answer, and each shape has a tooltip that says it.
#ifndef CONCORD_QUERY_PICTURES_BAND_PICTURE_H_
#define CONCORD_QUERY_PICTURES_BAND_PICTURE_H_

#include <string>

#include "query/answer.h"

namespace concord {

// Families of A on the left, of B on the right, each as high as its bands, or as its name if it has few.
// There is a band for each pair of families and kind of row, as wide as the number of rows: stated relations,
// overlaps that chains imply, suggestions. Beside each family are the shares of the four states. For `map`
// with the argument `families` (--format svg).
std::string DrawBands(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_PICTURES_BAND_PICTURE_H_
