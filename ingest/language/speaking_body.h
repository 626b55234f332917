// Bodies that no table needs to know, where the text itself says that they made it: in its opening formula,
// in a sentence about itself, in the note about the author at its end.
#ifndef CONCORD_INGEST_LANGUAGE_SPEAKING_BODY_H_
#define CONCORD_INGEST_LANGUAGE_SPEAKING_BODY_H_

#include <string_view>

#include "ingest/language/front_matter.h"

namespace concord {

// Each returns a part of front.text, or nothing.
//
// "THE HARBOUR COUNCIL, / Having regard to ...", "We, the members of the Harbour Coalition, met ..."
std::string_view OpeningBody(const DocumentFront& front);
// "This guide was prepared by the Lamp Working Group of ..."
std::string_view MakerOfThis(const DocumentFront& front);
// "About the Harbour Alliance" as the heading of a press release's last paragraph; the name comes before it
// too.
std::string_view BodyOfNote(const DocumentFront& front);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_SPEAKING_BODY_H_
