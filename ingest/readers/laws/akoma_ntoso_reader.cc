// Akoma Ntoso 3.0 (OASIS LegalDocML) in any of its namespaces.
#include "ingest/readers/laws/akoma_ntoso_elements.h"
#include "ingest/readers/laws/akoma_ntoso_metadata.h"
#include "ingest/readers/laws/law_dialect.h"

namespace concord {
int LooksLikeAkomaNtoso(const Source& source) {
  return XmlRootName(XmlRootTag(source)) == "akomaNtoso" ? 9 : 0;
}

Result<Document> ReadAkomaNtoso(const Source& source) {
  static constexpr LawDialect kDialect{
      .element_of = AknElementOf,
      .metadata_of = ReadAknMetadata,
      .is_root = [](pugi::xml_node root) { return LocalName(root) == "akomaNtoso"; },
      .expected = "<akomaNtoso>"};
  return ReadLaw(source, kDialect);
}

}  // namespace concord
